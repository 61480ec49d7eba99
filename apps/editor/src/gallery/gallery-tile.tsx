import { Columns2, Download, FileJson, MoreHorizontal, Trash2, Workflow } from 'lucide-react';
import { memo } from 'react';
import { useThumbnailUrl } from '../run/use-picture-url.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { ContextMenu, Menu } from '../ui/menu.tsx';
import type { MenuEntry } from '../ui/menu-entry.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import type { GalleryResult } from './gallery-result.ts';
import styles from './gallery-tile.module.css';
import { resultDetails, resultTitle } from './result-text.ts';
import type { GalleryActions } from './use-gallery-actions.ts';
import { useIsNear } from './use-is-near.ts';

export interface GalleryTileProps {
  readonly result: GalleryResult;
  readonly actions: GalleryActions;
  /** Whether it is looked for the other one of two to compare. */
  readonly isComparing: boolean;
}

/** One result: a click shows it, a menu has the rest. Of thousands only those that change render again. */
export const GalleryTile = memo(function GalleryTile({ result, actions, isComparing }: GalleryTileProps) {
  const [ref, isNear] = useIsNear();
  const title = resultTitle(result);
  const entries = () => entriesOf(result, actions);
  return (
    <ContextMenu entries={entries}>
      <li ref={ref} className={styles.tile}>
        <Tooltip text={`${title}. ${resultDetails(result)}`}>
          <button
            type="button"
            className={styles.open}
            aria-label={isComparing ? `Compare with ${title}` : `Show ${title}`}
            onClick={() => actions.open(result)}
            onKeyDown={(event) => {
              if (event.key !== 'Delete' && event.key !== 'Backspace') return;
              // Else the key would delete what is selected on the canvas as well.
              event.preventDefault();
              void actions.remove([result]);
            }}
          >
            {isNear && <Thumbnail result={result} />}
          </button>
        </Tooltip>
        <Menu
          align="end"
          trigger={<IconButton className={styles.more} icon={MoreHorizontal} label={`More for ${title}`} />}
          entries={entries}
        />
      </li>
    </ContextMenu>
  );
});

function Thumbnail({ result: { asset, widthPx } }: { readonly result: GalleryResult }) {
  const url = useThumbnailUrl(asset);
  if (url === undefined) return null;
  return <img className={styles.picture} src={url} alt="" draggable={false} data-small={widthPx <= 160} />;
}

function entriesOf(result: GalleryResult, actions: GalleryActions): readonly MenuEntry[] {
  return [
    {
      label: 'Open the workflow that made this',
      icon: Workflow,
      onSelect: () => void actions.openWorkflow(result),
    },
    { label: 'Compare with …', icon: Columns2, onSelect: () => actions.compareWith(result) },
    'separator',
    { label: 'Download picture', icon: Download, onSelect: () => void actions.download(result) },
    { label: 'Download workflow', icon: FileJson, onSelect: () => void actions.downloadWorkflow(result) },
    'separator',
    {
      label: 'Delete',
      icon: Trash2,
      danger: true,
      shortcut: 'Delete',
      onSelect: () => void actions.remove([result]),
    },
  ];
}
