// npm start · npm start -- --port 0
// Paints the first example, so that there is a picture to look at, builds the editor, and starts the server with it.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildSite, offerSite, setUp } from './lib/setup.mjs';
import { endWithParent, root, runAttached } from './lib/stage.mjs';

const EXAMPLE = join('examples', 'text-to-image.json');
const PICTURE = join('outputs', 'text-to-image-0001.png');

endWithParent();
await setUp();
await buildSite();
offerSite();
if (!existsSync(join(root, PICTURE))) await paintExample();

// In this process, so that whatever stops npm stops the server, with its jobs put back in the queue.
process.argv.splice(2, 0, 'serve', '--log-level', 'warn');
await import('../packages/runtime-node/bin/latentgraph.js');

async function paintExample() {
  const latentgraph = join('packages', 'runtime-node', 'bin', 'latentgraph.js');
  const args = [latentgraph, 'run', EXAMPLE, '--out', 'outputs'];
  const exitCode = await runAttached(process.execPath, args, { onOutput: () => {} });
  if (exitCode !== 0) process.exit(exitCode);
  process.stdout.write(`\n${EXAMPLE} painted ${PICTURE}. The same from the command line:\n`);
  process.stdout.write(`  npm run -s latentgraph -- run ${EXAMPLE} --seed 7\n\n`);
}
