// npm run example-pictures: paints every examples/NAME.json anew as examples/NAME.png, after a change of the model,
// and the picture at the top of the README from them.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setUp } from './lib/setup.mjs';
import { endWithParent, root } from './lib/stage.mjs';

endWithParent();
await setUp();
// Installed only now.
const { paintStrip, STRIP } = await import('./lib/picture-strip.mjs');
const { parseWorkflow } = await import('@latentgraph/graph-core');
const { builtinRegistry } = await import('@latentgraph/nodes');
const { createLocalRuntime } = await import('@latentgraph/runtime-node');

const folder = join(root, 'examples');
const runtime = await createLocalRuntime({ device: 'cpu' });
for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json'))) {
  const read = parseWorkflow(await readFile(join(folder, file), 'utf8'), builtinRegistry);
  if (!read.ok) throw new Error(`${file}: ${read.problems[0].message}`);
  // Their models do not come along.
  if (read.document.models?.some(({ name }) => name !== 'tiny')) continue;
  const run = await runtime.submit({ document: read.document });
  for await (const event of runtime.events(run)) {
    if (event.type === 'failed') throw new Error(`${file}: ${event.problems[0].message}`);
    if (event.type !== 'output') continue;
    const { bytes } = await runtime.assets.get(event.asset);
    await writeFile(join(folder, file.replace('.json', '.png')), bytes);
    process.stdout.write(`examples/${file.replace('.json', '.png')}\n`);
  }
}
await runtime.close();
await paintStrip();
process.stdout.write(`${STRIP}\n`);
