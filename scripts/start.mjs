// npm start · npm start -- --port 0
// Paints the first example, so that there is a picture to look at, builds the editor, and starts the server with it.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildSite, offerSite, setUp } from './lib/setup.mjs';
import { root } from './lib/stage.mjs';

const EXAMPLE = join('examples', 'text-to-image.json');
const PICTURE = join('outputs', 'text-to-image-0001.png');

await setUp();
await buildSite();
offerSite();
if (!existsSync(join(root, PICTURE))) paintExample();

// In this process, so that whatever stops npm stops the server, with its jobs put back in the queue.
process.argv.splice(2, 0, 'serve', '--log-level', 'warn');
await import('../packages/runtime-node/bin/latentgraph.js');

function paintExample() {
  const latentgraph = join('packages', 'runtime-node', 'bin', 'latentgraph.js');
  const { status } = spawnSync(process.execPath, [latentgraph, 'run', EXAMPLE, '--out', 'outputs'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
  process.stdout.write(`\n${EXAMPLE} painted ${PICTURE}. The same from the command line:\n`);
  process.stdout.write(`  npm run -s latentgraph -- run ${EXAMPLE} --seed 7\n\n`);
}
