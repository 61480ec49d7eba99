import { z } from 'zod';

/**
 * Something a person has to know about a document or a run: what is wrong, where, and what to do about it.
 * Expected invalidity travels as a list of problems, never as an exception.
 */
export const problemSchema = z
  .object({
    /** Stable, kebab-case; messages may be reworded, codes may not. */
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    /** What is wrong and where, one sentence. */
    message: z.string(),
    /** What to do about it, one sentence. */
    remedy: z.string(),
    node: z.string().exactOptional(),
    port: z.string().exactOptional(),
    param: z.string().exactOptional(),
    zone: z.string().exactOptional(),
    /** JSON path inside the file, for problems found before the document has nodes and ports. */
    path: z.string().exactOptional(),
  })
  .readonly();

export type Problem = z.infer<typeof problemSchema>;

export type ProblemInput = Omit<Problem, 'severity'> & { readonly severity?: Problem['severity'] };

/** A problem that stops a run, unless the input says it is only a warning. */
export function problem(input: ProblemInput): Problem {
  return { severity: 'error', ...input };
}

export type Result<Value> =
  | ({ readonly ok: true; readonly warnings: readonly Problem[] } & Value)
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** The result of something that could not be done. */
export function failed(problems: readonly Problem[]): { ok: false; problems: readonly Problem[] } {
  return { ok: false, problems };
}

/**
 * Carries one problem through code that cannot return a result: a node's `run`, a session that will not open.
 * The executor turns it into a `nodeFailed` event; anything else that is thrown there is reported as a bug.
 */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(input: ProblemInput) {
    super(`${input.message} ${input.remedy}`);
    this.problem = problem(input);
  }
}
