import { z } from 'zod';

/** The page's first message: how the worker is to run. */
export const startSchema = z.object({
  device: z.enum(['auto', 'webgpu', 'wasm']),
  /** Address of the site's `models.json`. */
  modelListUrl: z.url(),
  /** Whether anybody looks at passing pictures. */
  previews: z.boolean(),
  /** Above it, pictures that were used longest ago are forgotten; absent where none are. */
  assetBudgetBytes: z.number().min(0).optional(),
  /** Name of a lock that the worker holds as long as it lives; null where the page has no locks. */
  lifeLock: z.string().nullable(),
  /** What a `Runtime` calls its version. */
  version: z.string(),
});

export type Start = z.infer<typeof startSchema>;
