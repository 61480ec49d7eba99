import { type RouteName, type Routes, routes } from '@latentgraph/client';
import express, { type Express } from 'express';
import { type Access, requireAccess } from './access/access.ts';
import { answerErrors } from './answer-error.ts';
import { bindRoute, type Handler } from './bind-route.ts';
import { allowOrigins } from './guards/allow-origins.ts';
import { requireContentType } from './guards/content-type.ts';
import { setSafeHeaders } from './guards/headers.ts';
import { requireHost } from './guards/host.ts';
import { requireSameOrigin } from './guards/origin.ts';
import { limitChanges, limitRefusals, limitRequests } from './guards/rate-limits.ts';
import { HttpProblem } from './http-problem.ts';
import type { Log } from './log.ts';
import { logRequests } from './request-log.ts';
import { assetRoutes } from './routes/asset-routes.ts';
import { modelRoutes } from './routes/model-routes.ts';
import { runRoutes } from './routes/run-routes.ts';
import { serviceRoutes } from './routes/service-routes.ts';
import { bindSignIn } from './routes/sign-in-route.ts';
import type { ServerContext } from './server-context.ts';
import { serveSite } from './site/serve-site.ts';
import type { Site } from './site/site-files.ts';

export interface AppOptions {
  readonly context: ServerContext;
  readonly log: Log;
  /** null lets everybody in. */
  readonly access: Access | null;
  /** The editor, where there is one. */
  readonly site: Site | undefined;
  /** Of pages that may ask besides the server's own. */
  readonly allowedOrigins: ReadonlySet<string>;
  isAllowedHost(host: string): boolean;
  onSignIn(): void;
}

type Handlers = { readonly [Name in RouteName]: Handler<Routes[Name]> };

/** The server as express sees it: guards first, each for every route, then the routes. */
export function createApp(options: AppOptions): Express {
  const { context, log, access, site, allowedOrigins, isAllowedHost, onSignIn } = options;
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.enable('case sensitive routing');
  app.enable('strict routing');

  app.use(setSafeHeaders, logRequests(log, context.counts));
  app.use(requireHost(isAllowedHost), allowOrigins(allowedOrigins), requireSameOrigin(allowedOrigins));
  app.use(requireContentType);
  const countRefusal = limitRefusals(context.limits);
  app.use(requireAccess(access, countRefusal, ({ socket }) => context.connections.keep(socket)));
  // Behind the token: what strangers ask for is counted apart, and takes nothing from whoever has it.
  app.use(limitRequests(context.limits), limitChanges(context.limits));

  const handlers: Handlers = {
    ...runRoutes(context),
    ...assetRoutes(context),
    ...modelRoutes(context),
    ...serviceRoutes(context),
  };
  for (const name of Object.keys(routes) as RouteName[]) {
    bindRoute(app, routes[name], handlers[name] as Handler<Routes[typeof name]>, context);
  }
  bindSignIn(app, { access, limitRefusals: countRefusal, onSignIn });
  app.use(serveSite(site));

  app.use(() => {
    throw noSuchRoute;
  });
  app.use(answerErrors(log, context.isStopping));
  return app;
}

const noSuchRoute = new HttpProblem(404, {
  code: 'route-unknown',
  message: 'There is nothing at this address.',
  remedy: 'GET /api/openapi.json lists all routes.',
});
