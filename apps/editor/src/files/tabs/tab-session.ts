import { z } from 'zod';
import { originSchema } from '../storage/stored-workflow.ts';

const sessionSchema = z.object({
  key: z.string(),
  /** A document that is not kept yet, and where it came from while it may not run. */
  unkept: z.object({ text: z.string(), restricted: originSchema.nullable() }).optional(),
});

/** What this tab had open: it survives a reload and the browser's "Restore". */
export type TabSession = z.infer<typeof sessionSchema>;

const NAME = 'latentgraph.tab';

export function readSession(): TabSession | undefined {
  try {
    return sessionSchema.safeParse(JSON.parse(sessionStorage.getItem(NAME) ?? 'null')).data;
  } catch {
    return undefined;
  }
}

export function writeSession(session: TabSession): void {
  try {
    sessionStorage.setItem(NAME, JSON.stringify(session));
  } catch {
    // Blocked or full: a reload then starts as a new tab does, and finds the workflow under Recent.
  }
}
