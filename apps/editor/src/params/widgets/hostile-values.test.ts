import { builtinRegistry } from '@latentgraph/nodes';
import { createElement, type ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Services } from '../../app/services.ts';
import { ServicesProvider } from '../../app/services-context.tsx';
import { createEditor } from '../../document/editor.ts';
import { customNodeViews } from '../../node-views/index.ts';
import { workflowOf } from '../../run/testing/documents.ts';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import { describeParams } from '../describe-params.ts';
import { widgets } from './widgets.ts';

/** What a file may hold where a param should be. */
const VALUES = [null, {}, [], [null], [[]], [{}], [{ name: 3 }], 5, true, 'x', '', { a: null }, 1e308, -1];

const params = [...builtinRegistry.nodes].flatMap(([type, definition]) =>
  describeParams(definition).map((param) => ({ type, param, title: `${type}.${param.name}` })),
);

/** One param for each widget; lists of numbers and of texts differ. */
const different = [...new Map(params.map((one) => [one.param.widget + one.param.items, one])).values()];

test.each(different)('the widget of $title shows any JSON', ({ type, param }) => {
  const Widget = widgets[param.widget];
  for (const value of VALUES) {
    const document = workflowOf({ n: [type, { [param.name]: value }] });
    const record = document.graphs.main.nodes.n!;
    const props = {
      ...{ node: 'n', record, param, value, invalid: false, describedBy: undefined },
      ...{
        change: () => undefined,
        refuse: () => undefined,
        discard: () => undefined,
        settle: () => undefined,
      },
    };
    const shown = [true, false].map((compact) =>
      createElement(Widget, { key: String(compact), ...props, compact }),
    );
    expect(() => render(document, shown)).not.toThrow();
  }
});

test.each(Object.entries(customNodeViews))('what a %s shows besides stands any JSON', (type, View) => {
  for (const { param } of params.filter((one) => one.type === type)) {
    for (const value of VALUES) {
      const document = workflowOf({ n: [type, { [param.name]: value }] });
      const record = document.graphs.main.nodes.n!;
      expect(() => render(document, createElement(View, { id: 'n', record }))).not.toThrow();
    }
  }
});

function render(document: ReturnType<typeof workflowOf>, content: ReactNode): string {
  const nothingRan = { shown: undefined, queue: [], ended: [] };
  const services = {
    editor: createEditor(document),
    runs: { store: createStore(() => nothingRan) },
    runtimes: { store: createStore(() => ({ choice: {} })) },
    playback: { store: createStore(() => ({ zones: {}, chosen: {} })) },
    files: { store: createStore(() => ({ restricted: null })) },
    pictureUrls: { peek: () => undefined },
    views: {},
    // What is only drawn once uses these and no others.
  } as unknown as Services;
  return renderToString(
    createElement(ServicesProvider, { value: services }, createElement(TooltipProvider, null, content)),
  );
}
