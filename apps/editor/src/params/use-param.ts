import { issueRemedy, type NodeRecord, sequence, setParam } from '@latentgraph/graph-core';
import { useRef, useState } from 'react';
import { useServices } from '../app/services-context.tsx';
import { type ParamDescription, paramValue, type WidgetName } from './describe-params.ts';

/** A param as its field shows it. */
export interface ParamState {
  /** What the document holds, or what was typed and cannot be used. */
  readonly value: unknown;
  /** Whether the file holds a value: otherwise the default is shown. */
  readonly isSet: boolean;
  /** Whether what is shown was typed and cannot be used. */
  readonly isRefused: boolean;
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
  /** What the document holds now is what somebody chose: a refused value goes back to it. */
  settle(): void;
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
export type DraftState = Omit<ParamState, 'isSet' | 'reset'>;

/** What stood before the typing that goes on, every valid keystroke of which is in the document. */
interface Chosen {
  readonly value: unknown;
  /** What the typing left in the document since: anything else there came from elsewhere. */
  readonly left: unknown;
  /** Brings the value back. */
  restore(): void;
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
  const { name } = param;
  const ids = [node, ...others];
  const draft = useDraft(param, paramValue(record, param), write, remember);

  function write(value: unknown, part?: string): void {
    apply(() => value, part);
  }

  function remember(part?: string): () => void {
    const { nodes } = editor.document.graphs.main;
    const values = new Map(ids.map((id) => [id, nodes[id]?.params[name]]));
    return () => apply((id) => values.get(id), part);
  }

  /** @param valueFor undefined where the file is to hold no value */
  function apply(valueFor: (id: string) => unknown, part: string | undefined): void {
    const edits = ids.map((id) => setParam(id, name, valueFor(id)));
    const edit = others.length === 0 ? edits[0]! : sequence(`Set ${name} of ${edits.length} nodes`, edits);
    const inBursts = part !== undefined || isEditedInBursts(param.widget);
    const group = `param:${ids.join()}.${name}${part === undefined ? '' : `.${part}`}`;
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

/**
 * Hands on what suits a param, and keeps what does not, with what to do about it. What was handed on while that was
 * typed, 9 and 99 of 99999, nobody chose: what stood before comes back.
 *
 * @param remember takes down what is stored, and gives what brings it back
 */
export function useDraft(
  param: ParamDescription,
  stored: unknown,
  write: (value: unknown, part?: string) => void,
  remember: (part?: string) => () => void = () => () => write(stored),
): DraftState {
  const [draft, setDraft] = useState<Draft | undefined>(undefined);
  const chosen = useRef<Chosen | undefined>(undefined);
  // Undo, or a change in another field of the same param, stands above what was typed here.
  const shown = draft?.over === stored ? draft : undefined;

  function beforeTyping(): Chosen | undefined {
    return chosen.current?.left === stored ? chosen.current : undefined;
  }

  function refuse(typed: unknown, remedy: string): void {
    const before = beforeTyping();
    const value = before ? before.value : stored;
    setDraft({ typed, remedy: `${remedy} ${inUse(value, param)}`.trim(), over: value });
    if (!before || value === stored) return;
    chosen.current = { ...before, left: value };
    before.restore();
  }

  return {
    value: shown ? shown.typed : stored,
    isRefused: shown !== undefined,
    remedy: shown ? shown.remedy : remedyFor(param, stored),
    refuse,
    change(value, part) {
      const remedy = remedyFor(param, value);
      if (remedy !== undefined) return refuse(value, remedy);
      setDraft(undefined);
      chosen.current = { ...(beforeTyping() ?? { value: stored, restore: remember(part) }), left: value };
      write(value, part);
    },
    discard: () => setDraft(undefined),
    settle() {
      chosen.current = undefined;
    },
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
