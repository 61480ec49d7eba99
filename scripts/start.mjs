// npm start · npm start -- --port 0

import { setUp } from './lib/setup.mjs';

await setUp();

// In this process, so that whatever stops npm stops the server, with its jobs put back in the queue.
process.argv.splice(2, 0, 'serve');
await import('../packages/runtime-node/bin/latentgraph.js');
