import {
  commit,
  createHistory,
  type Edit,
  type EditOutcome,
  type History,
  type Problem,
  type Result,
  redo,
  redoLabel,
  undo,
  undoLabel,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { emptySelection, onlyExisting, type Selection } from './selection.ts';

export interface EditorState {
  /** The open document with what led to it. Nothing else holds the document. */
  readonly history: History;
  /** What is selected. Not part of the document: undo leaves it alone, files do not hold it. */
  readonly selection: Selection;
}

export interface ApplyOptions {
  /** Edits of one group that follow one another within a second are one step of undo: a burst of typing. */
  readonly group?: string;
  /** Changes the document without a step of its own. */
  readonly transient?: boolean;
  /** Whether what came into being is selected afterwards. */
  readonly selectCreated?: boolean;
}

export interface EditorOptions {
  /** Told why an edit was not done. */
  onRefused?(problems: readonly Problem[]): void;
  /** Told what undo or redo did, in words. */
  onTravel?(what: string): void;
  now?(): number;
}

/** The open document and the only way to change it. */
export interface Editor {
  readonly store: StoreApi<EditorState>;
  readonly document: WorkflowDocument;
  /** Applies an edit as a step of undo. What cannot be done changes nothing and is reported. */
  apply(edit: Edit, options?: ApplyOptions): Result<EditOutcome>;
  undo(): void;
  redo(): void;
  select(selection: Partial<Selection>): void;
  /** Puts another document in place of the open one, with an empty history. */
  replace(document: WorkflowDocument): void;
}

export function createEditor(document: WorkflowDocument, options: EditorOptions = {}): Editor {
  const { onRefused, onTravel, now = () => performance.now() } = options;
  const store = createStore<EditorState>(() => ({
    history: createHistory(document),
    selection: emptySelection,
  }));

  function setHistory(history: History): void {
    const { selection } = store.getState();
    store.setState({ history, selection: onlyExisting(selection, history.document) });
  }

  function select(selection: Partial<Selection>): void {
    const { history, selection: before } = store.getState();
    store.setState({ selection: onlyExisting({ ...before, ...selection }, history.document) });
  }

  return {
    store,
    get document() {
      return store.getState().history.document;
    },
    apply(edit, { group, transient, selectCreated } = {}) {
      const { history } = store.getState();
      const outcome = edit(history.document);
      if (!outcome.ok) {
        onRefused?.(outcome.problems);
        return outcome;
      }
      setHistory(
        commit(history, outcome, {
          at: now(),
          ...(group === undefined ? {} : { group }),
          ...(transient === undefined ? {} : { transient }),
        }),
      );
      if (selectCreated) select({ ...emptySelection, ...createdSelection(outcome) });
      return outcome;
    },
    undo() {
      const { history } = store.getState();
      const label = undoLabel(history);
      if (label === undefined) return;
      setHistory(undo(history));
      onTravel?.(`Undone: ${label}`);
    },
    redo() {
      const { history } = store.getState();
      const label = redoLabel(history);
      if (label === undefined) return;
      setHistory(redo(history));
      onTravel?.(`Done again: ${label}`);
    },
    select,
    replace(next) {
      store.setState({ history: createHistory(next), selection: emptySelection });
    },
  };
}

function createdSelection({ document, created }: EditOutcome): Partial<Selection> {
  const { nodes, frames = {}, notes = {} } = document.graphs.main;
  const among = (items: object) => new Set(created.filter((id) => Object.hasOwn(items, id)));
  return { nodes: among(nodes), frames: among(frames), notes: among(notes) };
}
