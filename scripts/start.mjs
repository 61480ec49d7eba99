// npm start

import { join } from 'node:path';
import { setUp } from './lib/setup.mjs';
import { runAttached } from './lib/stage.mjs';

const WORKFLOW = 'examples/text-to-image.json';
const LATENTGRAPH = join('packages', 'runtime-node', 'bin', 'latentgraph.js');

await setUp();

process.stdout.write(`Running ${WORKFLOW} with the model that comes along.\n`);
const args = [LATENTGRAPH, 'run', WORKFLOW, ...process.argv.slice(2)];
const output = [];
const exitCode = await runAttached(process.execPath, args, { onOutput: (text) => output.push(text) });
if (exitCode === 0) {
  process.stdout.write(`
The picture is here:
  ${output.join('').trimEnd().replaceAll('\n', '\n  ')}

Try next:
  npm run -s latentgraph -- run ${WORKFLOW} --seed 7
  npm run -s latentgraph -- run ${WORKFLOW} --set "prompt=a red house and two trees in winter at night"
  npm run -s latentgraph -- nodes
  npm run -s latentgraph -- --help
`);
}
process.exitCode = exitCode;
