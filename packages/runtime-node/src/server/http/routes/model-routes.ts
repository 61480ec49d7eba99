import type { Routes } from '@latentgraph/client';
import type { Handler } from '../bind-route.ts';
import type { ServerContext } from '../server-context.ts';

type Names = 'models' | 'model' | 'removeModel';

/** Models on this machine. */
export function modelRoutes({ models }: ServerContext): { readonly [Name in Names]: Handler<Routes[Name]> } {
  return {
    models: () => models.list(),
    model: ({ params }) => models.details(params.name),
    removeModel: ({ params }) => models.remove(params.name),
  };
}
