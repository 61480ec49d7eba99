import { createRequire } from 'node:module';

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };

export const RUNTIME_NAME = 'latentgraph';
export const RUNTIME_VERSION = version;
