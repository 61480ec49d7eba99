import { z } from 'zod';

const deviceSchema = z.enum(['auto', 'webgpu', 'wasm']);

const choiceSchema = z.discriminatedUnion('place', [
  z.object({ place: z.literal('browser'), device: deviceSchema }),
  z.object({ place: z.literal('server'), url: z.string() }),
]);

const savedServerSchema = z.object({ url: z.string(), token: z.string().optional() });

const rememberedSchema = z.object({ choice: choiceSchema, servers: z.array(savedServerSchema) });

/** Where runs are sent: this browser, or a server by its origin. */
export type RuntimeChoice = z.infer<typeof choiceSchema>;

export type BrowserDevice = z.infer<typeof deviceSchema>;

/** A server that was added by hand. */
export interface SavedServer {
  readonly url: string;
  readonly token?: string | undefined;
}

export interface Remembered {
  readonly choice: RuntimeChoice;
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

export function rememberChoice(remembered: Remembered): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(remembered));
  } catch {
    // Without storage the choice holds until the page is closed.
  }
}
