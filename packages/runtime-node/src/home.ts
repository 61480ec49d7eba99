import { join, resolve } from 'node:path';
import envPaths from 'env-paths';

/** Where the program keeps what is the user's: models, assets, outputs. */
export interface Home {
  readonly directory: string;
  readonly models: string;
  readonly assets: string;
  readonly outputs: string;
  /** May be deleted at any time. */
  readonly cache: string;
}

/** LATENTGRAPH_HOME, or the platform's data folder. Nothing is created here. */
export function findHome(environment: NodeJS.ProcessEnv = process.env): Home {
  const chosen = environment.LATENTGRAPH_HOME;
  return homeAt(chosen ? resolve(chosen) : envPaths('latentgraph', { suffix: '' }).data);
}

export function homeAt(directory: string): Home {
  return {
    directory,
    models: join(directory, 'models'),
    assets: join(directory, 'assets'),
    outputs: join(directory, 'outputs'),
    cache: join(directory, 'cache'),
  };
}
