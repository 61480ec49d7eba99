import { FileInput } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useServices } from '../app/services-context.tsx';
import { type GivenFile, takeFiles, takeText } from './drop-content.ts';
import styles from './file-drop.module.css';

/**
 * Takes files that are dropped anywhere on the page and pasted workflows and pictures, unless what they are dropped or
 * pasted on has taken them already; while files are dragged, says what will happen.
 */
export function FileDrop() {
  const services = useServices();
  const [dragged, setDragged] = useState(false);

  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    addEventListener('dragover', (event) => over(event, setDragged), { signal });
    addEventListener('dragleave', ({ relatedTarget }) => relatedTarget === null && setDragged(false), {
      signal,
    });
    addEventListener(
      'drop',
      (event) => {
        setDragged(false);
        if (event.defaultPrevented || !holdsFiles(event.dataTransfer)) return;
        event.preventDefault();
        void takeFiles(services, filesIn(event.dataTransfer!), { x: event.clientX, y: event.clientY });
      },
      { signal },
    );
    addEventListener(
      'paste',
      (event) => {
        if (event.defaultPrevented || isTypedInto(event.target)) return;
        const { files = [] } = event.clipboardData ?? {};
        const text = event.clipboardData?.getData('text/plain') ?? '';
        if (files.length > 0) {
          const given = [...files].map((file) => ({ file, handle: Promise.resolve(undefined) }));
          void takeFiles(services, given);
        } else if (!takeText(services, text)) return;
        event.preventDefault();
      },
      { signal },
    );
    return () => listening.abort();
  }, [services]);

  if (!dragged) return null;
  return (
    <div className={styles.veil} aria-hidden>
      <p className={styles.hint}>
        <FileInput size={20} strokeWidth={1.75} />
        Drop a workflow or a picture
      </p>
    </div>
  );
}

/** A well that takes pictures says so itself, by taking the event. */
function over(event: DragEvent, setDragged: (dragged: boolean) => void): void {
  if (!holdsFiles(event.dataTransfer)) return;
  setDragged(!event.defaultPrevented);
  event.preventDefault();
}

function holdsFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') ?? false;
}

/** The list of what was dropped empties itself after the event, so handles are asked for at once. */
function filesIn(data: DataTransfer): readonly GivenFile[] {
  return [...data.items].flatMap((item) => {
    const file = item.kind === 'file' ? item.getAsFile() : null;
    return file ? [{ file, handle: handleOf(item) }] : [];
  });
}

async function handleOf(item: DataTransferItem): Promise<FileSystemFileHandle | undefined> {
  const { getAsFileSystemHandle } = item as { getAsFileSystemHandle?(): Promise<FileSystemHandle | null> };
  const handle = await getAsFileSystemHandle?.call(item).catch(() => null);
  return handle?.kind === 'file' ? (handle as FileSystemFileHandle) : undefined;
}

function isTypedInto(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, [contenteditable="true"]') !== null
  );
}
