import { z } from 'zod';

const viewSchema = z.object({ x: z.number(), y: z.number(), zoom: z.number().positive() });

/** What part of a graph is shown: `zoom` window pixels a graph unit, its origin at (x, y) of the canvas. */
export type View = z.infer<typeof viewSchema>;

const memorySchema = z.array(z.tuple([z.string(), viewSchema]));

const NAME = 'latentgraph.views';
const MOST = 30;

type Tab = Pick<Storage, 'getItem' | 'setItem'>;

/** How this tab last showed a workflow, if a part of it was looked at. */
export function recallView(workflow: string, tab: () => Tab = () => sessionStorage): View | undefined {
  return readAll(tab).find(([key]) => key === workflow)?.[1];
}

/** @param view undefined for one that need not be remembered, because it showed everything */
export function rememberView(
  workflow: string,
  view: View | undefined,
  tab: () => Tab = () => sessionStorage,
): void {
  const others = readAll(tab).filter(([key]) => key !== workflow);
  const all = view === undefined ? others : [[workflow, view], ...others];
  try {
    tab().setItem(NAME, JSON.stringify(all.slice(0, MOST)));
  } catch {
    // Blocked or full: the next look begins with the whole graph.
  }
}

function readAll(tab: () => Tab): z.infer<typeof memorySchema> {
  try {
    return memorySchema.parse(JSON.parse(tab().getItem(NAME) ?? '[]'));
  } catch {
    return [];
  }
}
