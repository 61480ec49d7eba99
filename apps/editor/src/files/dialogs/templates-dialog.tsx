import { SquareDashed } from 'lucide-react';
import type { ReactNode } from 'react';
import { useServices } from '../../app/services-context.tsx';
import type { LayerProps } from '../../app/views.ts';
import { newDocument } from '../../document/new-document.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { type Example, fetchExamples, fetchWorkflow } from '../examples.ts';
import { useLoaded } from '../use-loaded.ts';
import styles from './templates-dialog.module.css';

/** Where a new workflow starts: an empty canvas, or one of the examples. */
export function TemplatesDialog({ onClose }: LayerProps<'templates'>) {
  const { files, notices } = useServices();
  const examples = useLoaded(fetchExamples);

  const openExample = async (example: Example) => {
    onClose();
    try {
      await files.open(await fetchWorkflow(example));
    } catch (error) {
      notices.tell(`“${example.name}” could not be opened: ${String(error)}`);
    }
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title="New workflow"
      description="Start empty, or from something that works and change it."
      size="large"
    >
      <ul className={styles.grid}>
        <Card
          name="Empty canvas"
          description="Nothing on it yet. Double-click to add the first node."
          picture={<SquareDashed aria-hidden size={40} strokeWidth={1} />}
          onChoose={() => {
            onClose();
            void files.open(newDocument());
          }}
        />
        {examples.state === 'loaded' &&
          examples.value.map((example) => (
            <Card
              key={example.id}
              name={example.name}
              description={example.description}
              picture={example.picture && <img src={example.picture} alt="" loading="lazy" />}
              onChoose={() => void openExample(example)}
            />
          ))}
      </ul>
      {examples.state === 'failed' && <p>The examples could not be fetched. Look whether you are online.</p>}
    </Dialog>
  );
}

interface CardProps {
  readonly name: string;
  readonly description: string;
  readonly picture: ReactNode;
  onChoose(): void;
}

function Card({ name, description, picture, onChoose }: CardProps) {
  return (
    <li>
      <Button variant="quiet" className={styles.card} onClick={onChoose}>
        <span className={styles.picture}>{picture}</span>
        <span className={styles.name}>{name}</span>
        <span className={styles.description}>{description}</span>
      </Button>
    </li>
  );
}
