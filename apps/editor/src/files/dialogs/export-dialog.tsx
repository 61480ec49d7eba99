import { FileDown } from 'lucide-react';
import { useCallback } from 'react';
import { useEditor, useServices } from '../../app/services-context.tsx';
import type { LayerProps } from '../../app/views.ts';
import { bytesText, countOf } from '../../run/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { findAssets, saveAs } from '../disk/saving.ts';
import { useLoaded } from '../use-loaded.ts';
import styles from './dialogs.module.css';

/** A file that works elsewhere too, because the pictures that the workflow opens travel in it. */
export function ExportDialog({ onClose }: LayerProps<'export'>) {
  const services = useServices();
  const document = useEditor(({ history }) => history.document);
  const { assets } = services;
  const found = useLoaded(useCallback(() => findAssets(assets, document), [assets, document]));
  const { here, missing } = found.state === 'loaded' ? found.value : { here: [], missing: [] };
  const sizeBytes = here.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const saveWith = (embedAssets: boolean) => {
    onClose();
    void saveAs(services, { embedAssets });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Export"
      description="A file for somebody else, or for another browser of yours."
      size="small"
    >
      {found.state === 'loaded' && (
        <div className={styles.note}>
          {here.length > 0 && (
            <p>
              This workflow opens {countOf(here.length, 'picture')} ({bytesText(sizeBytes)}). Without{' '}
              {here.length === 1 ? 'it' : 'them'} inside, the file runs only where{' '}
              {here.length === 1 ? 'it is' : 'they are'} kept.
            </p>
          )}
          {missing.length > 0 && (
            <p>
              {countOf(missing.length, 'picture')} {missing.length === 1 ? 'is' : 'are'} not in this browser
              and cannot go along. Choose {missing.length === 1 ? 'it' : 'them'} again in the nodes that open{' '}
              {missing.length === 1 ? 'it' : 'them'}.
            </p>
          )}
          {here.length + missing.length === 0 && (
            <p>This workflow opens no pictures: the file holds all of it.</p>
          )}
        </div>
      )}
      <footer className={styles.footer}>
        {here.length > 0 && <Button onClick={() => saveWith(false)}>Without pictures</Button>}
        <Button
          variant="primary"
          icon={FileDown}
          disabled={found.state === 'loading'}
          onClick={() => saveWith(here.length > 0)}
        >
          {here.length > 0 ? 'With pictures' : 'Save file'}
        </Button>
      </footer>
    </Dialog>
  );
}
