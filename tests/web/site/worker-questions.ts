/** What the page may ask of its worker, past the runtime. */
export type WorkerQuestion = 'gpu-buffers' | 'gpu-devices' | 'steps-at-cancel' | 'collect-garbage';

/** In the worker. */
export function answerPage(question: WorkerQuestion, answer: () => number): void {
  // The threads of WebAssembly run the worker's program too.
  if (self.name.startsWith('em-pthread')) return;
  const channel = new BroadcastChannel(question);
  channel.onmessage = () => channel.postMessage(answer());
}

/** On the page. */
export function askWorker(question: WorkerQuestion): Promise<number> {
  const channel = new BroadcastChannel(question);
  return new Promise((resolve) => {
    channel.onmessage = ({ data }) => {
      channel.close();
      resolve(data as number);
    };
    channel.postMessage('');
  });
}
