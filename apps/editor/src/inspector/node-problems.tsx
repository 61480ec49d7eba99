import { useRuns } from '../app/services-context.tsx';
import { ProblemList } from './problem-list.tsx';
import { Section } from './section.tsx';
import { useProblems } from './use-problems.ts';

/** Said by the field of the param, and by the input itself. */
const SAID_BELOW: ReadonlySet<string> = new Set(['param-invalid', 'input-missing']);

/** What is wrong with a node, and why it failed in the last run. */
export function NodeProblems({ id }: { readonly id: string }) {
  const problems = useProblems().filter(({ node, code }) => node === id && !SAID_BELOW.has(code));
  const failure = useRuns(({ shown }) => shown?.nodes[id]?.problem);
  const all = failure
    ? [failure, ...problems.filter(({ message }) => message !== failure.message)]
    : problems;
  if (all.length === 0) return null;
  return (
    <Section>
      <ProblemList problems={all} />
    </Section>
  );
}
