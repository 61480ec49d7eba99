import { useServices } from '../../app/services-context.tsx';
import type { LayerProps } from '../../app/views.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { overwrite, saveAs } from '../disk/saving.ts';
import styles from './dialogs.module.css';

/** What to do about a file that another program wrote since it was opened or saved here. */
export function FileChangedDialog({ layer: { name }, onClose }: LayerProps<'file-changed'>) {
  const services = useServices();
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${name} was changed`}
      description="Another program or tab has written the file since it was opened or saved here. Saving now replaces what it wrote."
      size="small"
    >
      <footer className={styles.footer}>
        <Button
          variant="danger"
          onClick={() => {
            onClose();
            void overwrite(services);
          }}
        >
          Replace
        </Button>
        <Button
          variant="primary"
          onClick={() => {
            onClose();
            void saveAs(services);
          }}
        >
          Save to another file…
        </Button>
      </footer>
    </Dialog>
  );
}
