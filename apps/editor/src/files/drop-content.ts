import {
  addNode,
  copyFragment,
  ProblemError,
  parseWorkflow,
  pasteFragment,
  problem,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import type { Services } from '../app/services.ts';
import { openFile, openRead } from './opening.ts';

type Needed = Pick<Services, 'files' | 'assets' | 'editor' | 'notices' | 'canvas'>;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** How far apart the nodes of pictures stand that are dropped together. */
const STAGGER_PX = 40;

/**
 * Takes files that were dropped on the canvas or pasted: a workflow, or a picture that holds one, is opened; any other
 * picture becomes a Load Image node.
 *
 * @param at where on the page, in its own pixels; in the middle of the canvas by default
 */
export async function takeFiles(services: Needed, given: readonly GivenFile[], at?: Point): Promise<void> {
  let place = placeInGraph(services, at);
  for (const { file, handle } of given) {
    const what = await openFile(services, { file, handle: await handle });
    if (what !== 'picture') return;
    await addPicture(services, file, place);
    place = { x: place.x + STAGGER_PX, y: place.y + STAGGER_PX };
  }
}

export interface GivenFile {
  readonly file: File;
  /** Browsers with file access give one for what is dropped. */
  readonly handle: Promise<FileSystemFileHandle | undefined>;
}

/** Makes a node that opens the picture. */
export async function addPicture(services: Needed, picture: Blob, position: Point): Promise<void> {
  const { assets, editor, notices } = services;
  if (!(await canBeShown(picture))) return notices.problems([unreadable]);
  try {
    const asset = await assets.add(picture);
    editor.apply(
      addNode({ type: 'LoadImage', position: { ...position }, params: { asset } }, builtinRegistry),
      {
        selectCreated: true,
      },
    );
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    notices.problems([error.problem]);
  }
}

/**
 * Takes text that was pasted, if it is a workflow: onto an empty canvas it is opened, onto another its nodes are added.
 *
 * @returns whether it was one, readable or not
 */
export function takeText(services: Needed, text: string, at?: Point): boolean {
  if (!looksLikeWorkflow(text)) return false;
  const { editor, notices } = services;
  const result = parseWorkflow(text, builtinRegistry);
  if (!result.ok || isEmpty(editor.document)) {
    void openRead(services, result, 'clipboard');
    return true;
  }
  const { nodes, frames = {}, notes = {} } = result.document.graphs.main;
  const all = { nodes: Object.keys(nodes), frames: Object.keys(frames), notes: Object.keys(notes) };
  const fragment = copyFragment(result.document, all);
  const offset = offsetTo(placeInGraph(services, at), Object.values(nodes));
  const label = `Paste “${result.document.name ?? 'Untitled'}”`;
  const pasted = editor.apply(pasteFragment(fragment, { registry: builtinRegistry, offset }, label), {
    selectCreated: true,
  });
  if (pasted.ok) notices.announce(`Pasted ${all.nodes.length} nodes`);
  return true;
}

function looksLikeWorkflow(text: string): boolean {
  return /^\s*\{/.test(text) && /"format"\s*:\s*"latentgraph"/.test(text);
}

function isEmpty({ graphs: { main } }: WorkflowDocument): boolean {
  return [main.nodes, main.frames ?? {}, main.notes ?? {}].every((items) => Object.keys(items).length === 0);
}

function placeInGraph({ canvas }: Needed, at: Point | undefined): Point {
  const { actions } = canvas;
  if (!actions) return { x: 0, y: 0 };
  return at ? actions.toGraph(at) : actions.center();
}

/** Brings the top left corner of what is pasted to a place. */
function offsetTo(place: Point, nodes: readonly { readonly position: Point }[]): Point {
  const left = Math.min(...nodes.map(({ position }) => position.x), Number.MAX_SAFE_INTEGER);
  const top = Math.min(...nodes.map(({ position }) => position.y), Number.MAX_SAFE_INTEGER);
  return nodes.length === 0 ? { x: 0, y: 0 } : { x: place.x - left, y: place.y - top };
}

async function canBeShown(picture: Blob): Promise<boolean> {
  try {
    (await createImageBitmap(picture)).close();
    return true;
  } catch {
    return false;
  }
}

const unreadable = problem({
  code: 'picture-unreadable',
  message: 'This browser cannot read the picture.',
  remedy: 'Choose a picture in PNG, JPEG or WebP.',
});
