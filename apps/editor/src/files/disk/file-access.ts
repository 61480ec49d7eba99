import { cutToFileName, WORD_CHARACTERS } from '@latentgraph/nodes';

/** Pickers of the File System Access API, which Chromium has and TypeScript's list of browser types lacks. */
interface Pickers {
  showOpenFilePicker?(options: object): Promise<FileSystemFileHandle[]>;
  showSaveFilePicker?(options: object): Promise<FileSystemFileHandle>;
}

interface Permissions {
  queryPermission?(options: { mode: 'readwrite' }): Promise<PermissionState>;
  requestPermission?(options: { mode: 'readwrite' }): Promise<PermissionState>;
}

const WORKFLOW_TYPE = {
  description: 'Latentgraph workflow',
  accept: { 'application/json': ['.json'] },
};
const READABLE_TYPE = {
  description: 'Workflows, and pictures made by Latentgraph',
  accept: { 'application/json': ['.json'], 'image/png': ['.png'] },
};

export interface PickedFile {
  readonly file: File;
  /** With it the same file can be written; none where the browser gives only the bytes. */
  readonly handle: FileSystemFileHandle | undefined;
}

/** Lets the person choose a file; undefined when none was chosen. */
export async function pickFile(): Promise<PickedFile | undefined> {
  const { showOpenFilePicker } = window as Pickers;
  if (!showOpenFilePicker) return pickWithInput();
  const handles = await unlessAborted(showOpenFilePicker({ id: 'workflow', types: [READABLE_TYPE] }));
  const handle = handles?.[0];
  return handle && { file: await handle.getFile(), handle };
}

function pickWithInput(): Promise<PickedFile | undefined> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.json,.png,application/json,image/png';
    input.onchange = () => {
      const file = input.files?.[0];
      resolve(file && { file, handle: undefined });
    };
    input.oncancel = () => resolve(undefined);
    input.click();
  });
}

/** Lets the person choose where to save; `download` where the browser offers only that, undefined when they did not. */
export async function pickPlace(name: string): Promise<FileSystemFileHandle | 'download' | undefined> {
  const { showSaveFilePicker } = window as Pickers;
  if (!showSaveFilePicker) return 'download';
  return unlessAborted(showSaveFilePicker({ id: 'workflow', suggestedName: name, types: [WORKFLOW_TYPE] }));
}

/** Whether a file may be written; asks the person where the browser wants that. */
export async function mayWrite(handle: FileSystemFileHandle): Promise<boolean> {
  const { queryPermission, requestPermission } = handle as Permissions;
  if (!queryPermission || !requestPermission) return true;
  const options = { mode: 'readwrite' } as const;
  if ((await queryPermission.call(handle, options)) === 'granted') return true;
  return (await requestPermission.call(handle, options)) === 'granted';
}

/**
 * Whether somebody else has changed the file since `modifiedAt`, when it was last read or written here. One that was
 * deleted or moved has not changed: writing makes it again.
 *
 * @throws DOMException `NotAllowedError` before the file may be written, and where it cannot be looked at
 */
export async function hasChanged(handle: FileSystemFileHandle, modifiedAt: number): Promise<boolean> {
  try {
    return (await handle.getFile()).lastModified !== modifiedAt;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return false;
    throw error;
  }
}

/** Replaces what the file holds, whole or not at all. @returns when the file says it was changed */
export async function writeFile(handle: FileSystemFileHandle, text: string): Promise<number> {
  const stream = await handle.createWritable();
  await stream.write(text);
  await stream.close();
  return (await handle.getFile()).lastModified;
}

/** Hands bytes to the browser's downloads. */
export function download(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads the address some time after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const HARMFUL = new RegExp(`[^${WORD_CHARACTERS} _.-]+`, 'gu');

/** A name for the file of a workflow, with nothing in it that a file system or a shell minds. */
export function fileNameOf(workflowName: string): string {
  const safe = workflowName
    .normalize('NFC')
    .replaceAll(HARMFUL, ' ')
    .trim()
    .replaceAll(/\s+/g, '-')
    .replace(/^[.-]+/, '')
    .toLowerCase();
  return `${cutToFileName(safe) || 'workflow'}.json`;
}

async function unlessAborted<Value>(picking: Promise<Value>): Promise<Value | undefined> {
  try {
    return await picking;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}
