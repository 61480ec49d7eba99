import { useShallow } from 'zustand/react/shallow';
import { useRuns } from '../app/services-context.tsx';
import { ProblemList } from '../inspector/problem-list.tsx';
import { PictureList } from '../node-views/picture-list.tsx';
import styles from './form-pictures.module.css';
import { picturesNow } from './pictures-now.ts';

/** What comes out: the pictures of the run that is shown, or the one that is becoming. */
export function FormPictures() {
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
        <PictureList pictures={pictures} fill />
      )}
    </section>
  );
}
