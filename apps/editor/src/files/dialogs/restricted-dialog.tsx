import { builtinRegistry } from '@latentgraph/nodes';
import { ShieldCheck } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useEditor, useFiles, useServices } from '../../app/services-context.tsx';
import type { LayerProps } from '../../app/views.ts';
import { bytesText } from '../../run/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { findAssets } from '../disk/saving.ts';
import { type NeededModel, requirementsOf } from '../requirements.ts';
import { originText } from '../restriction.ts';
import { useLoaded } from '../use-loaded.ts';
import styles from './dialogs.module.css';

/** What a workflow from elsewhere wants, before any of it is fetched or run. */
export function RestrictedDialog({ onClose }: LayerProps<'restricted'>) {
  const { files, notices } = useServices();
  const origin = useFiles((state) => state.restricted);
  return (
    <Dialog
      open
      onClose={onClose}
      title="Before this workflow runs"
      description={`${originText(origin ?? 'file', 'It')} You can read and change it. Nothing is fetched or run for it before you allow it.`}
      size="medium"
    >
      <Wants />
      <footer className={styles.footer}>
        <Button onClick={onClose}>Not yet</Button>
        <Button
          variant="primary"
          icon={ShieldCheck}
          onClick={() => {
            onClose();
            notices.announce('This workflow may run now');
            void files.allowRunning();
          }}
        >
          Allow running
        </Button>
      </footer>
    </Dialog>
  );
}

function Wants() {
  const { assets, runtimes } = useServices();
  const document = useEditor(({ history }) => history.document);
  const found = useLoaded(useCallback(() => findAssets(assets, document), [assets, document]));
  const [place] = useState(() => runtimes.current());
  // Asks for the list of models, and for none of their files.
  const models = useLoaded(useCallback(() => place.runtime.models.list(), [place]));
  const wants = requirementsOf(document, builtinRegistry);
  const missing = found.state === 'loaded' ? found.value.missing : [];
  return (
    <dl className={styles.wants}>
      <Want
        title="Models"
        items={wants.models.map((model) => {
          const known = models.state === 'loaded' && models.value.find(({ name }) => name === model.name);
          const whence = place.kind === 'browser' ? 'fetched from this site' : `on ${place.name}`;
          const offered = known ? `${bytesText(known.sizeBytes)}, ${whence}` : undefined;
          return { name: model.name, fact: offered ?? notOffered(model, models.state, place.name) };
        })}
      />
      <Want
        title="Pictures"
        items={wants.assets.map(({ hash, nodes }) => ({
          name: `For ${nodes.join(', ')}`,
          fact: missing.includes(hash) ? 'not in this browser: choose it anew' : 'in this browser',
        }))}
      />
      <Want
        title="Unknown nodes"
        items={wants.unknownTypes.map((type) => ({
          name: type,
          fact: 'this version of Latentgraph does not know it; it is kept and cannot run',
        }))}
      />
    </dl>
  );
}

interface WantProps {
  readonly title: string;
  readonly items: readonly { readonly name: string; readonly fact: string }[];
}

function Want({ title, items }: WantProps) {
  return (
    <div className={styles.want}>
      <dt>{title}</dt>
      {items.length === 0 && <dd className={styles.none}>None</dd>}
      {items.map(({ name, fact }) => (
        <dd key={name}>
          <strong>{name}</strong> – {fact}
        </dd>
      ))}
    </div>
  );
}

/** Words of the file are shown as words: they are no address that anything opens. */
function notOffered(
  { source }: NeededModel,
  state: 'loading' | 'loaded' | 'failed',
  placeName: string,
): string {
  if (state === 'loading') return 'looking whether it is here';
  if (state === 'failed') return `${placeName} does not say whether it has it`;
  const whence = source === undefined ? 'the file does not say where it is from' : `the file says: ${source}`;
  return `${placeName} does not have it; ${whence}`;
}
