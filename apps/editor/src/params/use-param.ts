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
  /**
   * Takes a value into the document if it suits the param; otherwise the field keeps it and says what is wrong.
   *
   * @param part what of a value of many parts was changed, where it is edited in bursts
   */
  change(value: unknown, part?: string): void;
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

/** A value that may be edited, without where it is kept. */
export type DraftState = Pick<ParamState, 'value' | 'remedy' | 'change' | 'refuse' | 'discard'>;

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
  const draft = useDraft(param, paramValue(record, param), write);

  function write(value: unknown, part?: string): void {
    const { name } = param;
    const edits = [node, ...others].map((id) => setParam(id, name, value));
    const edit = others.length === 0 ? edits[0]! : sequence(`Set ${name} of ${edits.length} nodes`, edits);
    const inBursts = part !== undefined || isEditedInBursts(param.widget);
    const group = `param:${[node, ...others].join()}.${name}${part === undefined ? '' : `.${part}`}`;
    editor.apply(edit, inBursts ? { group } : {});
  }

  return {
    ...draft,
    isSet: Object.hasOwn(record.params, param.name),
    reset() {
      draft.discard();
      write(undefined);
    },
  };
}

/** Whether one change in a field follows another, so that they are one step of undo. */
export function isEditedInBursts(widget: WidgetName): boolean {
  return IN_BURSTS.has(widget);
}

/** Hands on what suits a param, and keeps what does not, with what to do about it. */
export function useDraft(
  param: ParamDescription,
  stored: unknown,
  write: (value: unknown, part?: string) => void,
): DraftState {
  const [draft, setDraft] = useState<Draft | undefined>(undefined);
  // Undo, or a change in another field of the same param, stands above what was typed here.
  const shown = draft?.over === stored ? draft : undefined;

  function refuse(typed: unknown, remedy: string): void {
    setDraft({ typed, remedy: `${remedy} ${inUse(stored, param)}`.trim(), over: stored });
  }

  return {
    value: shown ? shown.typed : stored,
    remedy: shown ? shown.remedy : remedyFor(param, stored),
    refuse,
    change(value, part) {
      const remedy = remedyFor(param, value);
      if (remedy !== undefined) return refuse(value, remedy);
      setDraft(undefined);
      write(value, part);
    },
    discard: () => setDraft(undefined),
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
