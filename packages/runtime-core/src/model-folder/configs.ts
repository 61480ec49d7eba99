import { type Problem, type ProblemInput, problem } from '@latentgraph/graph-core';
import { z } from 'zod';
import { readSmallJson } from './config-file.ts';
import { type LatentgraphJson, latentgraphJsonSchema } from './latentgraph-json.ts';
import type { ModelFile, ModelFiles } from './model-files.ts';

const levels = z.array(z.int().min(1)).min(1).max(16);

const vaeConfigSchema = z.looseObject({
  latent_channels: z.int().min(1).max(256).optional(),
  block_out_channels: levels.optional(),
  scaling_factor: z.number().positive().optional(),
  shift_factor: z.number().nullish(),
});

const unetConfigSchema = z.looseObject({
  in_channels: z.int().min(1).max(512).optional(),
  cross_attention_dim: z.union([z.int().min(1), z.array(z.int().min(1)).min(1)]).optional(),
  block_out_channels: levels.optional(),
  time_cond_proj_dim: z.int().min(2).max(65_536).nullish(),
});

const textEncoderConfigSchema = z.looseObject({
  hidden_size: z.int().min(1).optional(),
  max_position_embeddings: z.int().min(3).max(65_536).optional(),
});

const schedulerConfigSchema = z.looseObject({
  _class_name: z.string().optional(),
  prediction_type: z.string().optional(),
});

const modelIndexSchema = z.looseObject({
  /** The pipeline that the model was made for. */
  _class_name: z.string().max(200).optional(),
  /** Library and class. */
  scheduler: z.tuple([z.string().nullable(), z.string().max(200).nullable()]).optional(),
  /** Whether zeros stand for a prompt without text. */
  force_zeros_for_empty_prompt: z.boolean().optional(),
  /** Whether the UNet is told an aesthetic score in place of the target size. */
  requires_aesthetics_score: z.boolean().optional(),
});

/** The config files of a model folder, each as far as it is there and makes sense. */
export interface ModelConfigs {
  readonly vae: z.infer<typeof vaeConfigSchema>;
  readonly unet: z.infer<typeof unetConfigSchema>;
  readonly textEncoder: z.infer<typeof textEncoderConfigSchema>;
  readonly textEncoder2: z.infer<typeof textEncoderConfigSchema>;
  readonly scheduler: z.infer<typeof schedulerConfigSchema>;
  readonly modelIndex: z.infer<typeof modelIndexSchema>;
  readonly latentgraph: LatentgraphJson;
  readonly warnings: readonly Problem[];
}

const VAE_CONFIGS = ['vae_decoder/config.json', 'vae_encoder/config.json', 'vae/config.json'] as const;

/** Every config file that is read, where it is there. */
export const CONFIG_FILES: readonly string[] = [
  ...VAE_CONFIGS,
  'unet/config.json',
  'text_encoder/config.json',
  'text_encoder_2/config.json',
  'scheduler/scheduler_config.json',
  'model_index.json',
  'latentgraph.json',
];

/** Reads the configs; one that is missing or broken counts as empty and leaves a warning where it matters. */
export async function readConfigs(
  model: string,
  source: ModelFiles,
  files: readonly ModelFile[],
): Promise<ModelConfigs> {
  const warnings: Problem[] = [];
  const warn = (input: ProblemInput) => warnings.push(problem({ ...input, severity: 'warning' }));
  const has = (path: string) => files.some((file) => file.path === path);

  async function read<Schema extends z.ZodObject>(paths: readonly string[], schema: Schema) {
    const path = paths.find(has);
    if (path === undefined) return schema.parse({});
    const json = (await readSmallJson(source, files, path))!;
    const result = json.ok ? schema.safeParse(json.value) : undefined;
    if (result?.success) return result.data;
    const reason = json.ok ? firstIssue(result!.error!) : json.reason;
    warn({
      code: 'model-config-broken',
      message: `Model '${model}': ${path} cannot be used (${reason}).`,
      remedy: 'It is left aside and usual values stand in for it; correct the file to have its own.',
    });
    return schema.parse({});
  }

  const vae = await read(VAE_CONFIGS, vaeConfigSchema);
  const unet = await read(['unet/config.json'], unetConfigSchema);
  const textEncoder = await read(['text_encoder/config.json'], textEncoderConfigSchema);
  const textEncoder2 = await read(['text_encoder_2/config.json'], textEncoderConfigSchema);
  const scheduler = await read(['scheduler/scheduler_config.json'], schedulerConfigSchema);
  const modelIndex = await read(['model_index.json'], modelIndexSchema);
  const latentgraph = await read(['latentgraph.json'], latentgraphJsonSchema);
  return { vae, unet, textEncoder, textEncoder2, scheduler, modelIndex, latentgraph, warnings };
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  if (!issue) return 'it does not fit';
  return issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message;
}
