import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../ui/button.tsx';
import type { GalleryResult } from './gallery-result.ts';
import { GalleryTile } from './gallery-tile.tsx';
import styles from './result-list.module.css';
import { byDay } from './result-text.ts';
import type { GalleryActions } from './use-gallery-actions.ts';
import { useIsNear } from './use-is-near.ts';

/** So many are there at first, and so many more whenever one comes near the end of them. */
const PAGE = 60;

interface ResultListProps {
  readonly results: readonly GalleryResult[];
  readonly actions: GalleryActions;
  readonly isComparing: boolean;
}

/** Results under the days on which they were made. */
export function ResultList({ results, actions, isComparing }: ResultListProps) {
  const [most, setMost] = useState(PAGE);
  const list = useRef<HTMLDivElement>(null);
  const showMore = useCallback(() => setMost(most + PAGE), [most]);
  const showMoreInPassing = useCallback(() => startTransition(showMore), [showMore]);

  /** Who asks for more without having scrolled goes on with the first of them. */
  function goOn(): void {
    flushSync(showMore);
    list.current?.querySelectorAll('li')[most]?.querySelector('button')?.focus();
  }

  return (
    <div ref={list}>
      {byDay(results.slice(0, most)).map(({ day, results }) => (
        <section key={day} aria-label={day}>
          <h3 className={styles.day}>{day}</h3>
          <ul className={styles.grid}>
            {results.map((result) => (
              <GalleryTile key={result.id} result={result} actions={actions} isComparing={isComparing} />
            ))}
          </ul>
        </section>
      ))}
      {results.length > most && (
        <More key={most} count={results.length - most} onNear={showMoreInPassing} onClick={goOn} />
      )}
    </div>
  );
}

interface MoreProps {
  readonly count: number;
  /** Changes nothing when it is told again. */
  onNear(): void;
  onClick(): void;
}

function More({ count, onNear, onClick }: MoreProps) {
  const [ref, isNear] = useIsNear();
  useEffect(() => {
    if (isNear) onNear();
  }, [isNear, onNear]);
  return (
    <div ref={ref} className={styles.more}>
      <Button variant="quiet" onClick={onClick}>
        Show more, {count} are left
      </Button>
    </div>
  );
}
