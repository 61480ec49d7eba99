import type { Edge, NodeRecord } from '@latentgraph/graph-core';
import { type MouseEvent, memo, useId, useState } from 'react';
import { isTyping } from '../keyboard/focus.ts';
import type { ParamDescription, WidgetName } from './describe-params.ts';
import { ParamControl } from './param-control.tsx';
import styles from './param-field.module.css';
import { ParamMenu } from './param-menu.tsx';
import { WireSource } from './wire-source.tsx';

export interface ParamFieldProps {
  readonly node: string;
  readonly record: NodeRecord;
  readonly param: ParamDescription;
  /** The wire that feeds it: then there is nothing to type. */
  readonly wire?: Edge | undefined;
  /** Nodes whose param of the same name changes along. */
  readonly others?: readonly string[];
  /** Instead of what the definition says. */
  readonly title?: string | undefined;
  readonly help?: string | undefined;
  /** Whether there is a menu for what can be done with it besides giving it a value. */
  readonly menu?: boolean;
}

/** Long fields, at whose end nobody would look for what they are for. */
const HELP_FIRST: ReadonlySet<WidgetName> = new Set(['schedulerOptions']);

/** A param in full: what it is called, its value, what it is for. */
export const ParamField = memo(function ParamField(props: ParamFieldProps) {
  const { node, record, param, wire, others, title, help, menu = true } = props;
  const helpId = useId();
  const [menuOpen, setMenuOpen] = useState(false);
  const shownHelp = help ?? param.help;
  const helpLine = shownHelp !== '' && (
    <p id={helpId} className={styles.help}>
      {shownHelp}
    </p>
  );
  const helpFirst = HELP_FIRST.has(param.widget);

  function openMenu(event: MouseEvent): void {
    if (!menu || isTyping(event.target)) return;
    event.preventDefault();
    setMenuOpen(true);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button in it opens the same menu.
    <div className={styles.field} data-param={param.name} onContextMenu={openMenu}>
      <span className={styles.title}>{title ?? param.title}</span>
      {menu && (
        <ParamMenu
          {...{ node, record, param, wire }}
          className={styles.menu}
          open={menuOpen}
          onOpenChange={setMenuOpen}
        />
      )}
      {helpFirst && helpLine}
      <div className={styles.control}>
        {wire ? (
          <WireSource wire={wire} />
        ) : (
          <ParamControl
            {...{ node, record, param, compact: false, describedBy: helpId }}
            others={others ?? []}
          />
        )}
      </div>
      {!helpFirst && helpLine}
    </div>
  );
});
