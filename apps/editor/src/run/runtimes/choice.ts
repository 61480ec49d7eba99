import { z } from 'zod';

const deviceSchema = z.enum(['auto', 'webgpu', 'wasm']);

const choiceSchema = z.discriminatedUnion('place', [
  z.object({ place: z.literal('browser'), device: deviceSchema }),
  z.object({ place: z.literal('server'), url: z.string() }),
]);

const savedServerSchema = z.object({ url: z.string(), token: z.string().optional() });

const rememberedSchema = z.object({
  choice: choiceSchema.optional(),
  servers: z.array(savedServerSchema),
});

/** Where runs are sent: this browser, or a server by its origin. */
export type RuntimeChoice = z.infer<typeof choiceSchema>;

export type BrowserDevice = z.infer<typeof deviceSchema>;

/** A server that was added by hand. */
export interface SavedServer {
  readonly url: string;
  readonly token?: string | undefined;
}

export interface Remembered {
  readonly choice?: RuntimeChoice | undefined;
  readonly servers: readonly SavedServer[];
}

const KEY = 'latentgraph.runtime';

/** What was chosen the last time; undefined the first time, and where the browser keeps nothing. */
export function readChoice(): Remembered | undefined {
  try {
    return rememberedSchema.parse(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
  } catch {
    return undefined;
  }
}

/** Servers stay as they are remembered: another tab may have added some. */
export function rememberChoice(choice: RuntimeChoice): void {
  change(({ servers }) => ({ choice, servers }));
}

/** In place of one that had the same address. */
export function rememberServer(server: SavedServer): void {
  change(({ choice, servers }) => ({ choice, servers: [...without(servers, server.url), server] }));
}

export function forgetServer(url: string): void {
  change(({ choice, servers }) => ({ choice, servers: without(servers, url) }));
}

function without(servers: readonly SavedServer[], url: string): readonly SavedServer[] {
  return servers.filter((server) => server.url !== url);
}

function change(edit: (before: Remembered) => Remembered): void {
  const before = readChoice() ?? { servers: [] };
  try {
    localStorage.setItem(KEY, JSON.stringify(edit(before)));
  } catch {
    // Without storage the choice holds until the page is closed.
  }
}
