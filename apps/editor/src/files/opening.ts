import { type Problem, problem, type Result, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import type { Services } from '../app/services.ts';
import { type PickedFile, pickFile } from './disk/file-access.ts';
import { readFile } from './reading/read-file.ts';
import { unpackLink } from './share/share-link.ts';
import type { DiskFile, Origin } from './storage/stored-workflow.ts';

type Needed = Pick<Services, 'files' | 'notices'>;

/** Opens the workflow that the page's address holds, and takes it out of the address: a reload opens what became of it. */
export async function openLink({ files, notices }: Needed): Promise<boolean> {
  const { hash, pathname, search } = location;
  history.replaceState(history.state, '', pathname + search);
  return openRead({ files, notices }, await unpackLink(hash, builtinRegistry), 'link');
}

/** Lets the person choose a workflow file, or a picture that holds one, and opens it. */
export async function openPicked(services: Needed): Promise<void> {
  const picked = await pickFile();
  if (picked && (await openFile(services, picked)) === 'picture') {
    services.notices.problems([pictureWithoutWorkflow(picked.file.name)]);
  }
}

/** Opens the workflow in a file, or says that the file is only a picture. */
export async function openFile(
  services: Needed,
  { file, handle }: PickedFile,
): Promise<'opened' | 'refused' | 'picture'> {
  const read = await readFile(file, builtinRegistry);
  if (read.kind === 'picture') return 'picture';
  const { from, result } = read;
  // Saving must not replace a picture by the workflow inside it.
  const disk = from === 'file' && result.ok ? diskFile(file, handle, result.document) : undefined;
  return (await openRead(services, aboutFile(file.name, result), from, disk)) ? 'opened' : 'refused';
}

/** The same, where what is wrong says in which file it is. */
function aboutFile<Read>(name: string, result: Result<Read>): Result<Read> {
  const named = (problems: readonly Problem[]) =>
    problems.map((problem) =>
      problem.message.includes(name) ? problem : { ...problem, message: `“${name}”: ${problem.message}` },
    );
  return result.ok
    ? { ...result, warnings: named(result.warnings) }
    : { ...result, problems: named(result.problems) };
}

function diskFile(
  { name, lastModified }: File,
  handle: FileSystemFileHandle | undefined,
  { assets }: WorkflowDocument,
): DiskFile {
  const embedsAssets = assets !== undefined;
  return { name, embedsAssets, modifiedAt: lastModified, ...(handle ? { handle } : {}) };
}

export async function openRead(
  { files, notices }: Needed,
  result: Result<{ document: WorkflowDocument }>,
  from: Origin,
  file?: DiskFile,
): Promise<boolean> {
  if (!result.ok) {
    notices.problems(result.problems);
    return false;
  }
  const { key, keeping } = files.store.getState();
  const opened = await files.open(result.document, { from, ...(file ? { file } : {}) });
  if (opened) notices.clear();
  if (result.warnings.length > 0) notices.problems(result.warnings);
  if (opened && keeping.state !== 'untouched') {
    notices.tell(`Opened “${result.document.name ?? 'Untitled'}”. What was open is kept.`, {
      label: 'Back to it',
      run: () => void files.openStored(key),
    });
  }
  return opened;
}

function pictureWithoutWorkflow(name: string): Problem {
  return problem({
    code: 'picture-without-workflow',
    message: `The picture “${name}” does not hold the workflow that made it.`,
    remedy:
      'Choose the PNG as Latentgraph saved it; programs that change a picture often remove its workflow.',
  });
}
