import { setCollapsed, setTitle } from '@latentgraph/graph-core';
import { Ban, ChevronDown, CornerDownRight, TriangleAlert } from 'lucide-react';
import { useServices } from '../../app/services-context.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { isFault, titleOf } from '../node-facts.ts';
import { useCanvas } from '../use-canvas.ts';
import { categoryIcon } from './category-icon.ts';
import type { NodeContentProps } from './node-content.ts';
import styles from './node-title.module.css';
import { TitleField } from './title-field.tsx';

/** The bar by which a node is moved: what it is, what it is called, and what is wrong with it. */
export function NodeTitle({ node, record, facts }: Pick<NodeContentProps, 'node' | 'record' | 'facts'>) {
  const { editor, canvas } = useServices();
  const renaming = useCanvas((state) => state.renaming === node);
  const Icon = categoryIcon(facts.definition?.category);
  const stopRenaming = () => canvas.store.setState({ renaming: undefined });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: renaming is a command with a key of its own as well.
    <header className={styles.bar} onDoubleClick={() => canvas.store.setState({ renaming: node })}>
      <Icon aria-hidden size={14} strokeWidth={1.75} className={styles.icon} />
      {renaming ? (
        <TitleField
          title={record.title ?? ''}
          usual={titleOf({ ...record, title: undefined })}
          onDone={(title) => {
            if (title !== undefined) editor.apply(setTitle(node, title));
            stopRenaming();
          }}
        />
      ) : (
        <h2 className={styles.title}>{titleOf(record)}</h2>
      )}
      <ModeMark mode={record.mode} />
      <ProblemMark problems={facts.problems} />
      <button
        type="button"
        tabIndex={-1}
        className={`nodrag ${styles.fold}`}
        data-folded={record.collapsed || undefined}
        aria-label={record.collapsed ? 'Expand' : 'Collapse'}
        onClick={() => editor.apply(setCollapsed([node], !record.collapsed))}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        <ChevronDown aria-hidden size={14} />
      </button>
    </header>
  );
}

function ModeMark({ mode }: Pick<NodeContentProps['record'], 'mode'>) {
  if (mode !== 'mute' && mode !== 'bypass') return null;
  const [Icon, text] =
    mode === 'mute'
      ? [Ban, 'Muted: this node and all that depends on it are left out of runs.']
      : [CornerDownRight, 'Bypassed: what comes in goes out unchanged.'];
  return (
    <Tooltip text={text}>
      <span className={styles.mark} role="img" aria-label={text}>
        <Icon aria-hidden size={14} />
      </span>
    </Tooltip>
  );
}

function ProblemMark({ problems }: Pick<NodeContentProps['facts'], 'problems'>) {
  if (problems.length === 0) return null;
  const severe = problems.some(isFault);
  const text = problems.map(({ message, remedy }) => `${message} ${remedy}`).join(' ');
  return (
    <Tooltip text={text}>
      <span className={severe ? styles.error : styles.warning} role="img" aria-label={text}>
        <TriangleAlert aria-hidden size={15} />
      </span>
    </Tooltip>
  );
}
