import { type Problem, problem } from '@latentgraph/graph-core';
import type { ModelComponent } from '@latentgraph/nodes';
import type { ComponentFile } from './components.ts';
import type { ModelConfigs } from './configs.ts';
import type { ModelMeasures } from './measures.ts';
import type { ModelFile } from './model-files.ts';

/** What nodes feed to each component. A file with a single input may call it what it likes. */
const FED: Readonly<Record<ModelComponent, readonly string[]>> = {
  text_encoder: ['input_ids'],
  text_encoder_2: ['input_ids'],
  unet: ['sample', 'timestep', 'encoder_hidden_states', 'text_embeds', 'time_ids', 'timestep_cond'],
  vae_encoder: ['sample'],
  vae_decoder: ['latent_sample'],
};

const CONTROLNET_INPUT = /^(controlnet_|conditioning_scales$|down_block|mid_block|down_intrablock)/;
const REMEDY =
  'Use a model that the nodes know: Stable Diffusion 1, 2 or XL, its fine-tunes, LCM, inpainting or instruct-pix2pix models.';

interface Kind {
  readonly model: string;
  readonly configs: ModelConfigs;
  readonly files: readonly ModelFile[];
}

/** Models that are no Stable Diffusion, told by their folders; undefined for all others. */
export function foreignFolder({ model, configs, files }: Kind): Problem | undefined {
  const part = ['transformer', 'prior', 'stage_2', 'denoiser'].find((folder) =>
    files.some(({ path }) => path.startsWith(`${folder}/`)),
  );
  if (part === undefined || files.some(({ path }) => path.startsWith('unet/'))) return undefined;
  return cannotRun(
    model,
    configs,
    `its denoising model is in '${part}' in place of a 'unet', as in Stable Diffusion 3 and Flux`,
  );
}

/** What a component needs that no node feeds it; undefined where everything is fed. */
export function unfedInputs(
  { model, configs }: Pick<Kind, 'model' | 'configs'>,
  { component, path, header }: ComponentFile,
): Problem | undefined {
  if (header.inputs.length <= 1) return undefined;
  const unknown = header.inputs.map(({ name }) => name).filter((name) => !FED[component].includes(name));
  if (unknown.length === 0) return undefined;
  const names = `'${unknown.slice(0, 3).join("', '")}'${unknown.length > 3 ? ' …' : ''}`;
  return component === 'unet' && unknown.some((name) => CONTROLNET_INPUT.test(name))
    ? cannotRun(model, configs, `${path} was exported for use with a ControlNet (${names})`)
    : cannotRun(model, configs, `${path} needs ${names}, which no node feeds`);
}

/** Parts of a model that cannot work together as nodes use them; undefined where they can. */
export function unfitParts(
  { model, configs }: Pick<Kind, 'model' | 'configs'>,
  parts: {
    readonly unetPath: string;
    /** Of the text encoder that reads the prompt as a whole. */
    readonly poolingPath: string;
    readonly pools: boolean;
  },
  measures: ModelMeasures,
): Problem | undefined {
  const { inChannels, conditioningWidth, textWidth, towers, extraInputs, family } = measures;
  if (extraInputs.includes('text_embeds') && !parts.pools) {
    return cannotRun(
      model,
      configs,
      `its UNet also takes the prompt as a whole, which ${parts.poolingPath} does not put out`,
    );
  }
  if (textWidth !== conditioningWidth) {
    return cannotRun(
      model,
      configs,
      `${towers.length > 1 ? 'its text encoders put' : 'its text encoder puts'} out ${textWidth} numbers a token, and its UNet takes ${conditioningWidth}`,
    );
  }
  const { channels } = family;
  if (inChannels === channels || inChannels === 2 * channels || inChannels === 2 * channels + 1)
    return undefined;
  return cannotRun(
    model,
    configs,
    `${parts.unetPath} takes ${inChannels} channels, where a latent has ${channels}, one with a picture to change ${2 * channels}, and one to inpaint ${2 * channels + 1}`,
  );
}

function cannotRun(model: string, { modelIndex }: ModelConfigs, why: string): Problem {
  const made = modelIndex._class_name === undefined ? '' : ` It was made for ${modelIndex._class_name}.`;
  return problem({
    code: 'model-kind-unsupported',
    message: `Model '${model}' cannot be run: ${why}.${made}`,
    remedy: REMEDY,
  });
}
