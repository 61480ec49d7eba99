import type { WebRuntime } from '@latentgraph/runtime-web';
import { Images, Trash2 } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../app/services-context.tsx';
import type { LayerProps } from '../../app/views.ts';
import { runtimeProblem } from '../../run/runtimes/status.ts';
import { bytesText, countOf, partText } from '../../run/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useLoaded } from '../use-loaded.ts';
import styles from './storage-dialog.module.css';

/** What this browser keeps for the site, and a way to delete what can be had again. */
export function StorageDialog({ onClose }: LayerProps<'storage'>) {
  const { openStorage, notices } = useServices();
  const [storage] = useState(openStorage);
  useEffect(() => () => storage.close(), [storage]);
  // A new function after each change: what is kept is then asked for again.
  const [load, setLoad] = useState(() => () => readStorage(storage));
  const kept = useLoaded(load);
  const change = useCallback(
    async (make: () => Promise<unknown>) => {
      await make().catch((error: unknown) => notices.problems([runtimeProblem(error)]));
      setLoad(() => () => readStorage(storage));
    },
    [storage, notices],
  );
  const askToKeep = async () => {
    if (!(await navigator.storage.persist())) notices.tell('The browser did not agree to keep it.');
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Storage"
      description="What this browser keeps, so that it need not be fetched or made again."
      size="small"
    >
      <div className={styles.sections}>
        {kept.state === 'loading' && <p className={styles.quiet}>Looking…</p>}
        {kept.state === 'failed' && <p className={styles.quiet}>{runtimeProblem(kept.error).message}</p>}
        {kept.state === 'loaded' && (
          <>
            <Use use={kept.value.use} onAskToKeep={() => void change(askToKeep)} />
            <Models
              models={kept.value.models}
              onRemove={(name) => void change(() => storage.models.remove(name))}
            />
            <Pictures
              pictures={kept.value.pictures}
              onRemove={(hashes) => void change(() => Promise.all(hashes.map(storage.assets.remove)))}
            />
            <Results onClose={onClose} />
          </>
        )}
      </div>
    </Dialog>
  );
}

type KeptStorage = Awaited<ReturnType<typeof readStorage>>;

async function readStorage(storage: WebRuntime) {
  const [use, models, pictures] = await Promise.all([
    storage.storage(),
    storage.models.list(),
    storage.assets.list(),
  ]);
  return { use, models: models.filter(({ storedBytes }) => storedBytes > 0), pictures };
}

interface UseProps extends Pick<KeptStorage, 'use'> {
  onAskToKeep(): void;
}

function Use({ use: { kind, usedBytes, quotaBytes, persistent }, onAskToKeep }: UseProps) {
  const label = useId();
  if (kind === 'memory') {
    return (
      <p className={styles.quiet}>
        This browser keeps no models for this page: they are gone when it is closed. Over https it keeps them.
      </p>
    );
  }
  return (
    <section className={styles.use}>
      <p id={label}>
        {quotaBytes === null
          ? `${bytesText(usedBytes)} used`
          : `${bytesText(usedBytes)} of ${bytesText(quotaBytes)} used`}
      </p>
      {quotaBytes !== null && (
        <meter className={styles.meter} aria-labelledby={label} max={quotaBytes} value={usedBytes} />
      )}
      {!persistent && (
        <p className={styles.quiet}>
          The browser may clear all of it, your workflows too, when the disk runs full.{' '}
          <Button variant="quiet" className={styles.ask} onClick={onAskToKeep}>
            Ask it not to
          </Button>
        </p>
      )}
    </section>
  );
}

interface ModelsProps extends Pick<KeptStorage, 'models'> {
  onRemove(name: string): void;
}

function Models({ models, onRemove }: ModelsProps) {
  return (
    <Section title="Models" about="Deleted ones are fetched again when a workflow needs them.">
      {models.map(({ name, sizeBytes, storedBytes }) => (
        <Row key={name} name={name} facts={storedText(storedBytes, sizeBytes)}>
          <IconButton icon={Trash2} label={`Delete model ${name}`} onClick={() => onRemove(name)} />
        </Row>
      ))}
      {models.length === 0 && <p className={styles.quiet}>No model has been fetched yet.</p>}
    </Section>
  );
}

/** Some files of a model no run ever asks for: they make no part of what is here. */
function storedText(storedBytes: number, sizeBytes: number): string {
  const whole = bytesText(sizeBytes);
  return bytesText(storedBytes) === whole ? whole : partText(storedBytes, sizeBytes);
}

interface PicturesProps extends Pick<KeptStorage, 'pictures'> {
  onRemove(hashes: readonly string[]): void;
}

function Pictures({ pictures, onRemove }: PicturesProps) {
  const { runs } = useServices();
  const isRunning = useStore(runs.store, ({ queue }) => queue.length > 0);
  const sizeBytes = pictures.reduce((sum, picture) => sum + picture.sizeBytes, 0);
  return (
    <Section
      title="Pictures of runs"
      about="Copies that runs read and wrote. Deleting them takes nothing out of the gallery or of workflows."
    >
      {pictures.length === 0 ? (
        <p className={styles.quiet}>None.</p>
      ) : (
        <Row name={countOf(pictures.length, 'picture')} facts={bytesText(sizeBytes)}>
          <IconButton
            icon={Trash2}
            label={isRunning ? 'Delete pictures of runs: wait until nothing runs' : 'Delete pictures of runs'}
            disabled={isRunning}
            onClick={() => onRemove(pictures.map(({ hash }) => hash))}
          />
        </Row>
      )}
    </Section>
  );
}

/** Of these there is no other copy: they are looked at before they are deleted. */
function Results({ onClose }: { onClose(): void }) {
  const { gallery, views } = useServices();
  const count = useStore(gallery.store, ({ results }) => results.length);
  if (count === 0) return null;
  return (
    <Section title="Gallery" about="Results stay until you delete them there.">
      <Row name={countOf(count, 'result')}>
        <Button
          variant="quiet"
          icon={Images}
          onClick={() => {
            onClose();
            views.arrange({ mode: 'graph', left: 'gallery' });
          }}
        >
          Show
        </Button>
      </Row>
    </Section>
  );
}

interface SectionProps {
  readonly title: string;
  readonly about: string;
  readonly children: ReactNode;
}

function Section({ title, about, children }: SectionProps) {
  const label = useId();
  return (
    <section aria-labelledby={label}>
      <h3 id={label} className={styles.title}>
        {title}
      </h3>
      {children}
      <p className={styles.about}>{about}</p>
    </section>
  );
}

interface RowProps {
  readonly name: string;
  readonly facts?: string;
  readonly children: ReactNode;
}

function Row({ name, facts, children }: RowProps) {
  return (
    <div className={styles.row}>
      <span className={styles.name}>{name}</span>
      <span className={styles.quiet}>{facts}</span>
      {children}
    </div>
  );
}
