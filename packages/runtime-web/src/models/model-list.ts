import { isModelName } from '@latentgraph/runtime-core';
import { z } from 'zod';

/** A path inside a model's folder: no way out of it, nothing hidden. */
const filePath = z
  .string()
  .max(500)
  .regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/);

const listedModelSchema = z.object({
  name: z.string().refine(isModelName, 'This cannot be the name of a model.'),
  /** Folder of the files, relative to the list. */
  url: z.string(),
  files: z
    .array(
      z.object({
        path: filePath,
        sizeBytes: z.int().min(0),
        /** In lower-case hex; what arrives is checked against it. */
        sha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .optional(),
      }),
    )
    .min(1),
});

/** `models.json` of a site: the models that it offers, and what their files must be. */
export const modelListSchema = z.object({ models: z.array(listedModelSchema) });

export type ListedModel = z.infer<typeof listedModelSchema>;
export type ListedFile = ListedModel['files'][number];
