// npm run -s latentgraph -- COMMAND …  The command line, from a clone.

import { offerSite, setUp } from './lib/setup.mjs';
import { endWithParent } from './lib/stage.mjs';

endWithParent();
await setUp();
offerSite();

// npm starts scripts in the root folder; files that are named on the command line lie where it was typed.
const { INIT_CWD, npm_lifecycle_event } = process.env;
if (npm_lifecycle_event === 'latentgraph' && INIT_CWD) process.chdir(INIT_CWD);

await import('../packages/runtime-node/bin/latentgraph.js');
