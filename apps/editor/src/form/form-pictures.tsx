import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { useRuns, useServices } from '../app/services-context.tsx';
import { useCommand } from '../commands/use-command.ts';
import { ProblemList } from '../inspector/problem-list.tsx';
import { PictureList } from '../node-views/picture-list.tsx';
import { Button } from '../ui/button.tsx';
import styles from './form-pictures.module.css';
import { picturesNow } from './pictures-now.ts';

/** What comes out: the pictures of the runs asked for last; where they failed why, before what there was until then. */
export function FormPictures() {
  const { notices } = useServices();
  const pictures = useRuns(useShallow(picturesNow));
  const problems = useRuns(({ shown }) => shown?.problems);
  const failed = problems !== undefined && problems.length > 0;
  // What stands here need not lie over the pictures as well.
  useEffect(() => {
    if (problems && problems.length > 0) notices.settle('run');
  }, [problems, notices]);
  return (
    <section className={styles.area} aria-label="Result">
      {failed && (
        <div className={styles.problems} role="alert">
          <ProblemList problems={problems} goThere />
        </div>
      )}
      {pictures.length > 0 && (
        <div className={styles.pictures} data-earlier={failed}>
          <PictureList pictures={pictures} fill />
        </div>
      )}
      {pictures.length === 0 && !failed && <p className={styles.nothing}>The picture appears here.</p>}
      <OtherResults shown={pictures.length} />
    </section>
  );
}

/** Leads to what is not shown here. */
function OtherResults({ shown }: { readonly shown: number }) {
  const { gallery } = useServices();
  const { command, run } = useCommand('run.results');
  const count = useStore(gallery.store, ({ results }) => results.length);
  if (count <= shown) return null;
  return (
    <Button variant="quiet" icon={command.icon!} className={styles.others} onClick={run}>
      All {count} results
    </Button>
  );
}
