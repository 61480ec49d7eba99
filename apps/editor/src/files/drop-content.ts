import { addNode, type Problem, ProblemError, parseWorkflow, problem } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { requireRasterFormat } from '@latentgraph/runtime-web';
import type { Services } from '../app/services.ts';
import { isEmpty } from '../document/is-empty.ts';
import { openFile, openRead } from './opening.ts';
import { bytesOf } from './reading/bytes-of.ts';

type Needed = Pick<Services, 'files' | 'assets' | 'editor' | 'notices' | 'canvas' | 'views'>;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** How far apart the nodes of pictures stand that are dropped together. */
const STAGGER_PX = 40;
/** Enough to tell in which format a picture is. */
const FORMAT_BYTES = 64;

/**
 * Takes files that were dropped on the canvas or pasted: a workflow, or a picture that holds one, is opened; any other
 * picture becomes a Load Image node.
 *
 * @param at where on the page, in its own pixels; in the middle of the canvas by default
 */
export async function takeFiles(services: Needed, given: readonly GivenFile[], at?: Point): Promise<void> {
  let place = placeInGraph(services, at);
  for (const [index, { file, handle }] of given.entries()) {
    const what = await openFile(services, { file, handle: await handle });
    if (what !== 'picture') {
      // The rest was meant for the workflow that was open, and that is another one now.
      if (what === 'opened') tellOfRest(services, given.length - index - 1);
      return;
    }
    // A node that is added is shown.
    services.views.arrange({ mode: 'graph' });
    await addPicture(services, file, place);
    place = { x: place.x + STAGGER_PX, y: place.y + STAGGER_PX };
  }
}

function tellOfRest({ notices }: Needed, count: number): void {
  if (count > 0)
    notices.tell(
      `One workflow is opened at a time: ${count} more ${count === 1 ? 'file was' : 'files were'} left.`,
    );
}

export interface GivenFile {
  readonly file: File;
  /** Browsers with file access give one for what is dropped. */
  readonly handle: Promise<FileSystemFileHandle | undefined>;
}

/** Makes a node that opens the picture; what no runtime reads, such as BMP, is refused by name instead. */
export async function addPicture(services: Needed, picture: Blob, position: Point): Promise<void> {
  const { assets, editor, notices } = services;
  try {
    requireRasterFormat(await bytesOf(picture, FORMAT_BYTES));
    if (!(await canBeShown(picture))) return notices.problems([unreadable(picture)]);
    const asset = await assets.add(picture);
    editor.apply(
      addNode({ type: 'LoadImage', position: { ...position }, params: { asset } }, builtinRegistry),
      {
        selectCreated: true,
      },
    );
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    notices.problems([aboutPicture(picture, error.problem)]);
  }
}

/** The same, saying which of the pictures it is. */
function aboutPicture(picture: Blob, found: Problem): Problem {
  if (!(picture instanceof File) || found.message.includes(picture.name)) return found;
  return { ...found, message: `“${picture.name}”: ${found.message}` };
}

/**
 * Opens a pasted workflow on an empty canvas; onto another one its nodes are pasted as any others are.
 *
 * @returns whether the text was taken
 */
export function takeText(services: Needed, text: string): boolean {
  if (!isWholeWorkflow(text) || !isEmpty(services.editor.document)) return false;
  void openRead(services, parseWorkflow(text, builtinRegistry), 'clipboard');
  return true;
}

function isWholeWorkflow(text: string): boolean {
  return /^\s*\{/.test(text) && /"format"\s*:\s*"latentgraph"/.test(text);
}

function placeInGraph({ canvas }: Needed, at: Point | undefined): Point {
  const { actions } = canvas;
  if (!actions) return { x: 0, y: 0 };
  return at ? actions.toGraph(at) : actions.center();
}

async function canBeShown(picture: Blob): Promise<boolean> {
  try {
    (await createImageBitmap(picture)).close();
    return true;
  } catch {
    return false;
  }
}

function unreadable(picture: Blob): Problem {
  const what = picture instanceof File ? `the picture “${picture.name}”` : 'the picture';
  return problem({
    code: 'picture-unreadable',
    message: `This browser cannot read ${what}.`,
    remedy: 'Choose a picture in PNG, JPEG or WebP.',
  });
}
