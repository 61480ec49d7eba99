import { useShallow } from 'zustand/react/shallow';
import { useRuns, useServices } from '../app/services-context.tsx';
import { ProblemList } from '../inspector/problem-list.tsx';
import { ResultImage } from '../node-views/result-image.tsx';
import type { PictureRef } from '../run/run-view.ts';
import { Button } from '../ui/button.tsx';
import styles from './form-pictures.module.css';
import { picturesNow } from './pictures-now.ts';

/** What comes out: the pictures of the run that is shown, or the one that is becoming. */
export function FormPictures() {
  const { views } = useServices();
  const pictures = useRuns(useShallow(({ shown }) => picturesNow(shown)));
  const problems = useRuns(({ shown }) => shown?.problems);
  if (problems && problems.length > 0) {
    return (
      <section className={styles.area} aria-label="Result">
        <div className={styles.problems} role="alert">
          <ProblemList problems={problems} goThere />
        </div>
      </section>
    );
  }
  return (
    <section className={styles.area} aria-label="Result">
      {pictures.length === 0 ? (
        <p className={styles.nothing}>The picture appears here.</p>
      ) : (
        <div className={styles.pictures} data-many={pictures.length > 1 || undefined}>
          {pictures.map((picture, index) => (
            <Result
              // biome-ignore lint/suspicious/noArrayIndexKey: a new run puts its pictures in the places of the old.
              key={index}
              picture={picture}
              label={`Show picture ${index + 1} of ${pictures.length} large`}
              onOpen={() => views.open({ kind: 'viewer', pictures, index })}
            />
          ))}
        </div>
      )}
    </section>
  );
}

interface ResultProps {
  readonly picture: PictureRef;
  readonly label: string;
  onOpen(): void;
}

function Result({ picture, label, onOpen }: ResultProps) {
  return (
    <Button variant="quiet" className={styles.result} aria-label={label} onClick={onOpen}>
      <ResultImage picture={picture} />
    </Button>
  );
}
