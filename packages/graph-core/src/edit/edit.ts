import { enablePatches, Immer, type Patch } from 'immer';
import { checkCounts } from '../document/limits.ts';
import type { WorkflowDocument } from '../document/schema.ts';
import { failed, type Problem, type ProblemInput, problem, type Result } from '../problem.ts';

/** What an edit made of a document. */
export interface EditOutcome {
  readonly document: WorkflowDocument;
  /** From the document before to `document`. */
  readonly patches: readonly Patch[];
  /** From `document` back to the one before. */
  readonly inversePatches: readonly Patch[];
  /** What undo and redo call it: "Move 3 nodes". */
  readonly label: string;
  /** Ids of the nodes, frames and notes that came into being, in the order in which they were given. */
  readonly created: readonly string[];
}

/** A change of a document, as a value: apply it by calling it. What cannot be done is a problem, never an exception. */
export type Edit = (document: WorkflowDocument) => Result<EditOutcome>;

enablePatches();

/**
 * Without freezing: the first edit of a document with 10,000 nodes would walk all of it, and every later one the
 * whole map of nodes again. Documents are immutable by agreement.
 */
const immer = new Immer({ autoFreeze: false, useStrictIteration: false });

/**
 * Runs a recipe on a draft of the document and records the patches. Edits look up and refuse on the plain document
 * first: reading through a draft is slow. Refused when the document would outgrow the limits of files.
 */
export function applyEdit(
  document: WorkflowDocument,
  label: string,
  recipe: (draft: WorkflowDocument) => void,
  created: readonly string[] = [],
): Result<EditOutcome> {
  const [edited, patches, inversePatches] = immer.produceWithPatches(document, (draft: WorkflowDocument) => {
    recipe(draft);
  });
  const grew = patches.some(({ op }) => op === 'add');
  const problems = grew ? checkCounts(edited) : [];
  if (problems.length > 0) return failed(problems);
  return { ok: true, warnings: [], document: edited, patches, inversePatches, label, created };
}

/** The document with the patches applied. */
export function patchDocument(document: WorkflowDocument, patches: readonly Patch[]): WorkflowDocument {
  return immer.applyPatches(document, patches);
}

/** Several edits as one, each given what the one before made; refused as a whole when one of them is. */
export function sequence(label: string, edits: readonly Edit[]): Edit {
  return (document) => {
    let current = document;
    const warnings: Problem[] = [];
    const outcomes: EditOutcome[] = [];
    for (const edit of edits) {
      const result = edit(current);
      if (!result.ok) return result;
      warnings.push(...result.warnings);
      outcomes.push(result);
      current = result.document;
    }
    return {
      ok: true,
      warnings,
      document: current,
      patches: outcomes.flatMap((outcome) => outcome.patches),
      inversePatches: outcomes.toReversed().flatMap((outcome) => outcome.inversePatches),
      label,
      created: outcomes.flatMap((outcome) => outcome.created),
    };
  };
}

export function refuse(input: ProblemInput): ReturnType<typeof failed> {
  return failed([problem(input)]);
}
