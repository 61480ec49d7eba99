import { FileInput } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Services } from '../app/services.ts';
import { useServices } from '../app/services-context.tsx';
import { isTyping } from '../keyboard/focus.ts';
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
    const first = { signal, capture: true };
    // A well that takes pictures itself stops the events: then only these are heard.
    addEventListener('dragover', () => setDragged(false), first);
    addEventListener('drop', () => setDragged(false), first);
    addEventListener('dragover', (event) => setDragged(allowDrop(event)), { signal });
    addEventListener('dragleave', (event) => event.relatedTarget === null && setDragged(false), { signal });
    addEventListener('drop', (event) => dropFiles(services, event), { signal });
    // Before the canvas pastes its nodes.
    addEventListener('paste', (event) => isFree(event) && pasteWorkflow(services, event), first);
    addEventListener('paste', (event) => isFree(event) && pasteFiles(services, event), { signal });
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

function allowDrop(event: DragEvent): boolean {
  if (event.defaultPrevented || !holdsFiles(event.dataTransfer)) return false;
  event.preventDefault();
  return true;
}

function dropFiles(services: Services, event: DragEvent): void {
  if (event.defaultPrevented || !holdsFiles(event.dataTransfer)) return;
  event.preventDefault();
  void takeFiles(services, filesIn(event.dataTransfer!), { x: event.clientX, y: event.clientY });
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

/** Whether what is pasted is for the editor, rather than for a field or a dialog. */
function isFree({ defaultPrevented, target }: ClipboardEvent): boolean {
  const inDialog = target instanceof Element && target.closest('[role="dialog"]') !== null;
  return !defaultPrevented && !inDialog && !isTyping(target);
}

function pasteWorkflow(services: Services, event: ClipboardEvent): void {
  if (takeText(services, event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault();
}

function pasteFiles(services: Services, event: ClipboardEvent): void {
  const { files } = event.clipboardData ?? {};
  if (!files || files.length === 0) return;
  event.preventDefault();
  const given = [...files].map((file) => ({ file, handle: Promise.resolve(undefined) }));
  void takeFiles(services, given);
}
