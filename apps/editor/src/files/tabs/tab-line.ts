import { z } from 'zod';

const messageSchema = z.object({ type: z.literal('hand-over'), key: z.string() });

/** How tabs of this page ask each other for a workflow. */
export interface TabLine {
  /** Asks the tab that has a workflow open to give it up. */
  askFor(key: string): void;
}

/** @param onAsked called where another tab asks for a workflow, whoever has it */
export function createTabLine(onAsked: (key: string) => void): TabLine {
  const channel = new BroadcastChannel('latentgraph-tabs');
  channel.onmessage = ({ data }) => {
    const message = messageSchema.safeParse(data);
    if (message.success) onAsked(message.data.key);
  };
  return {
    askFor: (key) => channel.postMessage({ type: 'hand-over', key } satisfies z.infer<typeof messageSchema>),
  };
}
