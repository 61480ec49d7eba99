import { setDescription, setName } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { useDeferredValue, useMemo } from 'react';
import { useEditor, useServices } from '../app/services-context.tsx';
import { requirementsOf } from '../files/requirements.ts';
import { ExposedList } from '../form/exposed-list.tsx';
import { documentText } from '../keyboard/focus.ts';
import { countOf } from '../run/words.ts';
import { TextField } from '../ui/text-field.tsx';
import { ProblemList } from './problem-list.tsx';
import { Section } from './section.tsx';
import { useProblems } from './use-problems.ts';
import styles from './workflow-inspector.module.css';

/** All about the workflow: its name, what is wrong with it, what its form shows, what it needs. */
export function WorkflowInspector() {
  return (
    <>
      <NameAndDescription />
      <AllProblems />
      <ExposedParams />
      <Needed />
    </>
  );
}

function NameAndDescription() {
  const { editor } = useServices();
  const name = useEditor(({ history }) => history.document.name ?? '');
  const description = useEditor(({ history }) => history.document.description ?? '');
  return (
    <Section>
      <div className={styles.words}>
        <TextField
          label="Name of the workflow"
          labelHidden
          {...documentText}
          className={styles.name ?? ''}
          placeholder="Untitled"
          maxLength={200}
          value={name}
          onChange={(text) => editor.apply(setName(text), { group: 'workflow-name' })}
        />
        <textarea
          {...documentText}
          className={styles.description}
          aria-label="Description of the workflow"
          placeholder="What it does, for whoever opens it"
          maxLength={20_000}
          value={description}
          onChange={({ target }) =>
            editor.apply(setDescription(target.value), { group: 'workflow-description' })
          }
        />
      </div>
    </Section>
  );
}

/** Nobody mends more than this at a time. */
const MOST_PROBLEMS = 20;

function AllProblems() {
  const problems = useProblems();
  if (problems.length === 0) return null;
  const more = problems.length - MOST_PROBLEMS;
  return (
    <Section title={countOf(problems.length, 'problem')}>
      <ProblemList problems={problems.slice(0, MOST_PROBLEMS)} goThere />
      {more > 0 && <p className={styles.quiet}>{more} more come up as these are mended.</p>}
    </Section>
  );
}

function ExposedParams() {
  return (
    <Section title="In the form">
      <ExposedList />
    </Section>
  );
}

function Needed() {
  const document = useDeferredValue(useEditor(({ history }) => history.document));
  const { models } = useMemo(() => requirementsOf(document, builtinRegistry), [document]);
  if (models.length === 0) return null;
  return (
    <Section title="Models that it uses">
      <ul className={styles.models}>
        {models.map(({ name, source }) => (
          <li key={name}>
            {name}
            {source !== undefined && <span className={styles.quiet}>{source}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
