import { issueRemedy, type NodeRecord, sequence, setParam } from '@latentgraph/graph-core';
import { useState } from 'react';
import { useServices } from '../app/services-context.tsx';
import { type ParamDescription, paramValue, type WidgetName } from './describe-params.ts';

/** A param as its field shows it. */
export interface ParamState {
  /** What the document holds, or what was typed and cannot be used. */
  readonly value: unknown;
  /** Whether the file holds a value: otherwise the default is shown. */
  readonly isSet: boolean;
  /** What to do about a value that cannot be used. */
  readonly remedy: string | undefined;
  /** Takes a value into the document if it suits the param; otherwise the field keeps it and says what is wrong. */
  change(value: unknown): void;
  /** Keeps what was typed, for a reason of the field's own. */
  refuse(typed: unknown, remedy: string): void;
  /** Lets go of what could not be used. */
  discard(): void;
  /** Back to the default. */
  reset(): void;
}

/** What was typed and is not in the document, and what the document held then. */
interface Draft {
  readonly typed: unknown;
  readonly remedy: string;
  readonly over: unknown;
}

/** Fields in which one change follows another, by typing or dragging; in the others each is a choice of its own. */
const IN_BURSTS: ReadonlySet<WidgetName> = new Set([
  'slider',
  'number',
  'prompt',
  'text',
  'seed',
  'color',
  'carried',
  'list',
  'json',
]);

/**
 * Reads and writes a param. A burst of changes is one step of undo.
 *
 * @param others nodes whose param of the same name is written along
 */
export function useParam(
  node: string,
  record: NodeRecord,
  param: ParamDescription,
  others: readonly string[] = [],
): ParamState {
  const { editor } = useServices();
  const [draft, setDraft] = useState<Draft | undefined>(undefined);
  const stored = paramValue(record, param);
  // Undo, or a change in another field of the same param, stands above what was typed here.
  const shown = draft?.over === stored ? draft : undefined;

  function write(value: unknown): void {
    setDraft(undefined);
    const { name } = param;
    const edits = [node, ...others].map((id) => setParam(id, name, value));
    const edit = others.length === 0 ? edits[0]! : sequence(`Set ${name} of ${edits.length} nodes`, edits);
    editor.apply(
      edit,
      IN_BURSTS.has(param.widget) ? { group: `param:${[node, ...others].join()}.${name}` } : {},
    );
  }

  function refuse(typed: unknown, remedy: string): void {
    setDraft({ typed, remedy: `${remedy} ${inUse(stored, param)}`.trim(), over: stored });
  }

  return {
    value: shown ? shown.typed : stored,
    isSet: Object.hasOwn(record.params, param.name),
    remedy: shown ? shown.remedy : remedyFor(param, stored),
    refuse,
    change(value) {
      const remedy = remedyFor(param, value);
      if (remedy === undefined) write(value);
      else refuse(value, remedy);
    },
    discard: () => setDraft(undefined),
    reset: () => write(undefined),
  };
}

/** What to do about a value; undefined where it can be used. */
export function remedyFor({ schema }: ParamDescription, value: unknown): string | undefined {
  const parsed = schema.safeParse(value);
  return parsed.success ? undefined : issueRemedy(parsed.error.issues[0]!);
}

function inUse(value: unknown, { optional, schema }: ParamDescription): string {
  if (!schema.safeParse(value).success || typeof value === 'object' || value === '') return '';
  return optional && value === undefined ? 'Until then it stays unset.' : `Until then it stays ${value}.`;
}
