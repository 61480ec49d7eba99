import { MAIN_GRAPH } from '@latentgraph/graph-core';
import { Pencil, Workflow } from 'lucide-react';
import { useState } from 'react';
import { useEditor, useServices } from '../app/services-context.tsx';
import { useCommand } from '../commands/use-command.ts';
import { RunButton } from '../run/run-button.tsx';
import { Button } from '../ui/button.tsx';
import { ExposedList } from './exposed-list.tsx';
import { FormFields } from './form-fields.tsx';
import { FormPictures } from './form-pictures.tsx';
import styles from './form-view.module.css';

/** A workflow for people who only want to use it: what its author exposed, a button, and what comes out. */
export function FormView() {
  const [arranging, setArranging] = useState(false);
  const name = useEditor(({ history }) => history.document.name ?? 'Untitled');
  const description = useEditor(({ history }) => history.document.description);
  const empty = useEditor(({ history }) => (history.document.exposed ?? []).length === 0);
  return (
    <main className={styles.form} aria-label="Form">
      <div className={styles.side}>
        <div className={styles.scroll}>
          <header className={styles.head}>
            <h2 className={styles.name}>{name}</h2>
            {description && <p className={styles.description}>{description}</p>}
          </header>
          {empty ? <NothingExposed /> : arranging ? <ExposedList /> : <FormFields />}
          {!empty && (
            <Button
              variant="quiet"
              icon={Pencil}
              className={styles.arrange}
              aria-pressed={arranging}
              onClick={() => setArranging(!arranging)}
            >
              {arranging ? 'Done' : 'Change this form'}
            </Button>
          )}
        </div>
        <RunBar />
      </div>
      <FormPictures />
    </main>
  );
}

function RunBar() {
  const cancel = useCommand('run.cancel');
  return (
    <footer className={styles.run}>
      <RunButton className={styles.start} />
      {/* Keeps the focus when there is nothing left to cancel. */}
      <Button aria-disabled={!cancel.enabled} onClick={cancel.run}>
        Cancel
      </Button>
    </footer>
  );
}

function NothingExposed() {
  const { views } = useServices();
  const hasNodes = useEditor(
    ({ history }) => Object.keys(history.document.graphs[MAIN_GRAPH].nodes).length > 0,
  );
  return (
    <div className={styles.empty}>
      <p>This form is empty.</p>
      <p className={styles.hint}>
        {hasNodes
          ? 'In the graph, select a node; the menu of each of its params in the inspector has “Show in the form”.'
          : 'Build a workflow first, or open one of the templates.'}
      </p>
      <Button icon={Workflow} onClick={() => views.arrange({ mode: 'graph', inspector: true })}>
        Go to the graph
      </Button>
    </div>
  );
}
