import { Button } from './button.tsx';
import styles from './not-shown.module.css';

export interface NotShownProps {
  /** What should stand here, as the start of a sentence: "This node". */
  readonly what: string;
  readonly error: unknown;
  /** What to do about it. */
  readonly remedy: string;
  onTryAgain(): void;
}

/** Stands where something could not be drawn: what, why, and what to do. */
export function NotShown({ what, error, remedy, onTryAgain }: NotShownProps) {
  return (
    <div className={styles.notShown} role="status">
      <p className={styles.title}>{what} cannot be shown.</p>
      <p className={styles.reason}>{error instanceof Error ? error.message : String(error)}</p>
      <p>{remedy}</p>
      <Button className="nodrag" onClick={onTryAgain}>
        Try again
      </Button>
    </div>
  );
}
