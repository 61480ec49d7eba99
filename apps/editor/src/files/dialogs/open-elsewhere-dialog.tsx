import { useServices } from '../../app/services-context.tsx';
import type { LayerProps } from '../../app/views.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './dialogs.module.css';

/** What to do about a workflow that another tab has open: two tabs never write the same one. */
export function OpenElsewhereDialog({ layer, onClose }: LayerProps<'open-elsewhere'>) {
  const { files, takeOver } = useServices();
  return (
    <Dialog
      open
      onClose={onClose}
      title="Open in another tab"
      description="Only one tab at a time edits a workflow, so that none overwrites the other."
      size="small"
    >
      <footer className={styles.footer}>
        <Button
          onClick={() => {
            onClose();
            void files.openCopyOf(layer.key);
          }}
        >
          Open a copy
        </Button>
        <Button
          variant="primary"
          onClick={() => {
            onClose();
            void takeOver(layer.key);
          }}
        >
          Move it to this tab
        </Button>
      </footer>
    </Dialog>
  );
}
