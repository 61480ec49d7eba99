export { openApiDocument } from './contract/openapi.ts';
export type { Route, RouteInput, RouteOutput, RouteRequest, RouteResult } from './contract/route.ts';
export { type RouteName, type Routes, routes } from './contract/routes.ts';
export {
  type Health,
  type Metrics,
  type ModelDetails,
  type ModelList,
  modelNameSchema,
  problemsSchema,
  type RunPage,
  type RunQuery,
  type RunRecord,
  runIdSchema,
  type StoredAsset,
  THUMBNAIL_SIZES,
  type ThumbnailSize,
} from './contract/schemas.ts';
export { RequestError } from './errors.ts';
export {
  createHttpRuntime,
  type HttpRuntime,
  type ServerModels,
  type SubmitOptions,
} from './http-runtime.ts';
export type { ServerAddress } from './requester.ts';
