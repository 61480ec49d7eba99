import type { Problem } from '@latentgraph/graph-core';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { goToNode } from '../accessibility/go-to-node.ts';
import { useServices } from '../app/services-context.tsx';
import { Button } from '../ui/button.tsx';
import styles from './problem-list.module.css';

export interface ProblemListProps {
  readonly problems: readonly Problem[];
  /** Whether each offers to go to its node: not where that node is what is looked at. */
  readonly goThere?: boolean;
}

/** What is wrong, and what to do about it. */
export function ProblemList({ problems, goThere = false }: ProblemListProps) {
  return (
    <ul className={styles.list}>
      {problems.map((problem) => (
        <ProblemItem
          key={`${problem.code} ${problem.node} ${problem.port} ${problem.param} ${problem.message}`}
          problem={problem}
          goThere={goThere}
        />
      ))}
    </ul>
  );
}

function ProblemItem({ problem, goThere }: { readonly problem: Problem; readonly goThere: boolean }) {
  const services = useServices();
  const { severity, message, remedy, node } = problem;
  const Icon = severity === 'error' ? CircleAlert : TriangleAlert;
  return (
    <li className={styles.item} data-severity={severity}>
      <Icon aria-label={severity === 'error' ? 'Error' : 'Warning'} size={15} className={styles.icon} />
      <div className={styles.text}>
        <p>{message}</p>
        <p className={styles.remedy}>{remedy}</p>
        {goThere && node !== undefined && (
          <Button variant="quiet" className={styles.go} onClick={() => goToNode(services, node)}>
            Go there
          </Button>
        )}
      </div>
    </li>
  );
}
