import { z } from 'zod';

const KEY = 'latentgraph.layout';

const layoutSchema = z.object({
  /** How the workflow is shown: as its graph, or as a form of the params that its author exposed. */
  mode: z.enum(['graph', 'form']).default('graph'),
  /** What the panel on the left shows; null while it is closed. */
  left: z
    .enum(['nodes', 'outline', 'gallery'])
    .nullable()
    .default(() => (isNarrow() ? null : 'nodes')),
  leftWidthPx: z.number().default(264),
  inspector: z.boolean().default(true),
  inspectorWidthPx: z.number().default(320),
  /** Whether the newcomer's hints were put away. */
  welcomed: z.boolean().default(false),
});

/** Which parts of the editor are shown. Belongs to the person, not to the document. */
export type Layout = Readonly<z.infer<typeof layoutSchema>>;

export type LeftPanel = NonNullable<Layout['left']>;

/** What was last written, or what a newcomer sees. */
export function readLayout(storage: () => Pick<Storage, 'getItem'> = () => localStorage): Layout {
  try {
    return layoutSchema.parse(JSON.parse(storage().getItem(KEY) ?? '{}'));
  } catch {
    // Written by another version, or storage is switched off.
    return layoutSchema.parse({});
  }
}

export function writeLayout(
  layout: Layout,
  storage: () => Pick<Storage, 'setItem'> = () => localStorage,
): void {
  try {
    storage().setItem(KEY, JSON.stringify(layoutSchema.parse(layout)));
  } catch {
    // Storage is switched off or full: then the layout holds for this visit.
  }
}

/** Whether two panels would leave a graph too little room to be read as a whole. */
function isNarrow(): boolean {
  return globalThis.matchMedia?.('(max-width: 1600px)').matches ?? false;
}
