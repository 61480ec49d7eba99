import { setName } from '@latentgraph/graph-core';
import { CircleAlert } from 'lucide-react';
import { useRef, useState } from 'react';
import { useEditor, useFiles, useServices, useViews } from '../app/services-context.tsx';
import { endOfWriting } from '../keyboard/writing.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import styles from './document-title.module.css';
import { keepingText } from './keeping-text.ts';

const MAX_NAME_LENGTH = 200;

/** The name of the workflow, to be changed in place, and how it is kept. */
export function DocumentTitle() {
  const renaming = useViews((state) => state.renaming);
  const name = useEditor(({ history }) => history.document.name ?? 'Untitled');
  return (
    <div className={styles.title}>
      {renaming ? <NameField name={name} /> : <Name name={name} />}
      <KeepingState />
    </div>
  );
}

function Name({ name }: { readonly name: string }) {
  const { views } = useServices();
  return (
    <h1 className={styles.heading}>
      <Tooltip text="Rename">
        <Button variant="quiet" className={styles.name} onClick={() => views.rename(true)}>
          <span className={styles.nameText}>{name}</span>
        </Button>
      </Tooltip>
    </h1>
  );
}

function NameField({ name }: { readonly name: string }) {
  const { editor, views } = useServices();
  const [typed, setTyped] = useState(name);
  const given = useRef(false);
  const finish = (next: string) => {
    // Taking the field away takes its focus away too, which would finish a second time.
    if (given.current) return;
    given.current = true;
    views.rename(false);
    if (next.trim() !== name) editor.apply(setName(next.trim()));
  };
  return (
    <TextField
      label="Name of the workflow"
      labelHidden
      className={styles.field}
      value={typed}
      maxLength={MAX_NAME_LENGTH}
      autoFocus
      onChange={setTyped}
      onFocus={({ target }) => target.select()}
      onBlur={() => finish(typed)}
      onKeyDown={(event) => {
        const end = endOfWriting(event);
        if (end !== undefined) finish(end === 'keep' ? typed : name);
      }}
    />
  );
}

/** A few quiet words; they stand out only where something has to be done. */
function KeepingState() {
  const keeping = useFiles((state) => state.keeping);
  const file = useFiles((state) => state.file);
  const onDisk = useFiles((state) => state.onDisk);
  const document = useEditor(({ history }) => history.document);
  const { short, long } = keepingText(keeping, file && { name: file.name, current: onDisk === document });
  if (short === '') return null;
  const failed = keeping.state === 'failed';
  return (
    <Tooltip text={long}>
      <output className={failed ? styles.failed : styles.state}>
        {failed && <CircleAlert aria-hidden size={14} />}
        {short}
      </output>
    </Tooltip>
  );
}
