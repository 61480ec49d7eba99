import { type Problem, problem } from '@latentgraph/graph-core';
import {
  fixedSizeWarning,
  type ModelFolder,
  type ModelVariant,
  readVariant,
  withoutComponents,
} from '@latentgraph/runtime-core';

/** A choice of a model's files that runs on one of the devices. */
export interface UsableVariant {
  readonly model: ModelVariant;
  readonly device: string;
  readonly warnings: readonly Problem[];
}

export interface CheckedVariants {
  /** Each on the first device that it runs on. */
  readonly usable: readonly UsableVariant[];
  /** The problems of each that runs nowhere. */
  readonly unusable: readonly (readonly Problem[])[];
}

/** Checks what of a folder runs. @param devices the best first */
export async function checkVariants(
  folder: ModelFolder,
  devices: readonly string[],
): Promise<CheckedVariants> {
  const usable: UsableVariant[] = [];
  const unusable: (readonly Problem[])[] = [];
  for (const variant of folder.variants) {
    const problems: (readonly Problem[])[] = [];
    for (const device of devices) {
      const result = await readWholeOrPart(folder, variant, device);
      if (result.ok) {
        const fixed = fixedSizeWarning(folder.name, result.model.measures.fixed);
        usable.push({ ...result, device, warnings: [...result.warnings, ...(fixed ? [fixed] : [])] });
        break;
      }
      problems.push(result.problems);
    }
    if (problems.length === devices.length) unusable.push(problems[0]!);
  }
  return { usable, unusable };
}

/** What a checkpoint is refused for that holds some parts of a model and lacks others. */
const PART_CODES: readonly string[] = ['checkpoint-part-alone', 'checkpoint-part-missing'];
const PARTS = ['unet', 'vae', 'textEncoder'] as const;

/** A whole model; or of a checkpoint that is none, a part that can be taken by itself, with a warning that says so. */
async function readWholeOrPart(
  folder: ModelFolder,
  variant: string,
  device: string,
): ReturnType<typeof readVariant> {
  const whole = await readVariant(folder, variant, device);
  if (whole.ok) return whole;
  const [why] = whole.problems;
  if (!why || !PART_CODES.includes(why.code)) return whole;
  for (const part of PARTS) {
    const result = await readVariant(folder, variant, device, part);
    if (result.ok) return { ...result, warnings: [partAlone(why), ...result.warnings] };
  }
  return whole;
}

function partAlone(why: Problem): Problem {
  return {
    ...why,
    severity: 'warning',
    remedy:
      'Checkpoint cannot take it; Load UNet, Load VAE or Load Text Encoder take the part that it holds.',
  };
}

/** Of a folder in which nothing is found that could run. */
export function noModel(source: string, { files }: ModelFolder): Problem {
  const { found, remedy } = withoutComponents(files);
  return problem({
    code: 'model-folder-empty',
    message: `'${source}' holds no model: there is no unet/model.onnx or other component in it.${found}`,
    remedy,
  });
}
