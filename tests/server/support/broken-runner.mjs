// A runner that misbehaves as the workflow's name tells it to, to see what the server makes of it.

import { spawnSync } from 'node:child_process';

const send = (job, event) => process.send({ type: 'event', job, event });

const misdeeds = {
  crash: () => process.abort(),
  exit: () => process.exit(3),
  hang: () => {
    for (;;);
  },
  stall: () => {},
  // A heap cannot be made small once it is there: a process with a small one says what this one would.
  'run out of memory': () => {
    const hoard = 'const hoard = []; for (;;) hoard.push(Array.from({ length: 1000 }, () => ({})))';
    const args = ['--max-old-space-size=20', '-e', hoard];
    spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    process.abort();
  },
  'talk nonsense': () => process.send({ type: 'event', job: 4, event: null }),
  'ignore cancelling': (job) =>
    send(job, { type: 'stepFinished', zone: 'z', step: 1, count: 9, elapsedMs: 1 }),
  work: (job) => send(job, { type: 'finished', elapsedMs: 1 }),
};

setInterval(() => process.send({ type: 'alive' }), 50);
process.on('disconnect', () => process.exit(0));
process.on('message', (message) => {
  if (message.type === 'setUp') process.send({ type: 'ready', device: 'cpu' });
  if (message.type === 'run') {
    send(message.job, { type: 'started', device: 'cpu', nodeCount: 1 });
    misdeeds[message.request.document.name](message.job);
  }
});
