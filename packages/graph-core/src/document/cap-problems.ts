import { type Problem, problem } from '../problem.ts';

const SHOWN_AT_MOST = 100;

/** The first hundred problems, and one more that says how many were left out. */
export function capProblems(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= SHOWN_AT_MOST) return problems;
  return [
    ...problems.slice(0, SHOWN_AT_MOST),
    problem({
      code: 'more-problems',
      message: `And ${problems.length - SHOWN_AT_MOST} more problems of this kind.`,
      remedy: 'Correct the ones above first.',
    }),
  ];
}
