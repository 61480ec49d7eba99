import { answerPage } from './worker-questions.ts';

/**
 * Notes how far the run was when a cancel reached this worker: how long messages travel on a busy machine is not the
 * runtime's doing.
 */
let finished = 0;
let finishedAtCancel = -1;

const post = self.postMessage.bind(self) as (message: unknown) => void;
self.postMessage = (message: { event?: { type: string; step?: number } }) => {
  if (message.event?.type === 'stepFinished') finished = message.event.step!;
  post(message);
};

self.addEventListener('message', ({ data }: MessageEvent<{ method?: string }>) => {
  if (data.method === 'cancel') finishedAtCancel = finished;
});

answerPage('steps-at-cancel', () => finishedAtCancel);
