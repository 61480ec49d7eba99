import { type Problem, problem } from '@latentgraph/graph-core';
import type { ModelComponent } from '@latentgraph/nodes';
import type { ModelFile, ModelFiles } from './model-files.ts';
import { type OnnxHeaderResult, readOnnxHeader } from './onnx-header.ts';
import type { OnnxHeader } from './onnx-header-builder.ts';
import { strayRemedy } from './stray-files.ts';

/** One component's ONNX file, checked as far as it can be without opening it. */
export interface ComponentFile {
  readonly kind: 'file';
  readonly component: ModelComponent;
  /** `unet/model_fp16.onnx` */
  readonly path: string;
  /** Weights beside it included. */
  readonly sizeBytes: number;
  readonly header: OnnxHeader;
  /** Paths of the files beside it that hold weights. */
  readonly externalFiles: readonly string[];
}

const FILE_NAME =
  /^(text_encoder|text_encoder_2|unet|vae_encoder|vae_decoder)\/model(?:_([A-Za-z0-9]+))?\.onnx$/;

const COMPONENTS = ['text_encoder', 'text_encoder_2', 'unet', 'vae_encoder', 'vae_decoder'] as const;

/**
 * The choices of files that a folder offers: `''` for the plain `model.onnx`, `fp16` for `model_fp16.onnx` … A choice that
 * leaves a component without a file is none, and neither is one that means the same files as another.
 */
export function variantsOf(files: readonly ModelFile[]): readonly string[] {
  const named = namesOf(files);
  const had = COMPONENTS.filter((component) => filesOf(files, component).length > 0);
  const choices = new Map<string, string>();
  for (const variant of named) {
    const paths = had.map((component) => findComponent(files, component, variant)?.path);
    const key = paths.join('\n');
    if (!paths.includes(undefined) && !choices.has(key)) choices.set(key, variant);
  }
  return [...choices.values()];
}

/** Every variant that any component has, sorted. */
function namesOf(files: readonly ModelFile[]): readonly string[] {
  return [...new Set(files.flatMap(({ path }) => FILE_NAME.exec(path)?.slice(2, 3) ?? []))]
    .map((variant) => variant ?? '')
    .sort();
}

/** The files of a component that can be chosen from. */
function filesOf(
  files: readonly ModelFile[],
  component: ModelComponent,
): readonly { readonly file: ModelFile; readonly variant: string }[] {
  return files.flatMap((file) => {
    const match = FILE_NAME.exec(file.path);
    return match?.[1] === component ? [{ file, variant: match[2] ?? '' }] : [];
  });
}

/**
 * The file of a component in a variant. A component without that variant is taken plain, or in the one form that it has,
 * as folders are that hold only their UNet in several precisions, or in one of its own; `fp32` is the plain file unless
 * there is one of that name.
 */
export function findComponent(
  files: readonly ModelFile[],
  component: ModelComponent,
  variant: string,
): ModelFile | undefined {
  const own = filesOf(files, component);
  const inVariant = (name: string) => own.find((candidate) => candidate.variant === name)?.file;
  if (variant !== '' && variant !== 'fp32' && !namesOf(files).includes(variant)) return undefined;
  return inVariant(variant) ?? inVariant('') ?? (own.length === 1 ? own[0]!.file : undefined);
}

/** Says which file is not there, and which of its variants, or what else in its place, is. */
export function missingComponent(
  model: string,
  files: readonly ModelFile[],
  component: ModelComponent,
  variant: string,
): Problem {
  const wanted = `${component}/model${variant === '' ? '' : `_${variant}`}.onnx`;
  const others = filesOf(files, component);
  const found = others.map(({ file }) => file.path).join(' and ');
  const choices = others.map((file) =>
    file.variant === '' ? 'the plain one' : `the ${file.variant} variant`,
  );
  return problem({
    code: 'model-file-missing',
    message: `Model '${model}' has no file ${wanted}.`,
    remedy:
      others.length > 0
        ? `Found ${found}: choose ${choices.join(' or ')} in the Checkpoint.`
        : (strayRemedy(files, component) ??
          `Put the exported ${component} there, or add the model again from a complete folder.`),
  });
}

/** Reads a component's header and finds its external weights; everything wrong with them is a problem. */
export async function checkComponent(
  model: string,
  source: ModelFiles,
  files: readonly ModelFile[],
  component: ModelComponent,
  file: ModelFile,
): Promise<{ readonly file: ComponentFile } | { readonly problems: readonly Problem[] }> {
  const result = await readOnnxHeader(source, file.path, file.sizeBytes);
  if (!result.ok) return { problems: [brokenFile(model, file.path, result.reason)] };
  const { header } = result;
  const problems: Problem[] = [];
  const externalFiles: string[] = [];
  let sizeBytes = file.sizeBytes;
  for (const [location, usedBytes] of header.externalData) {
    const path = `${component}/${location}`;
    const external = files.find((candidate) => candidate.path === path);
    if (!external) problems.push(missingExternalData(model, file.path, location));
    else if (external.sizeBytes < usedBytes) problems.push(brokenFile(model, path, 'truncated'));
    else externalFiles.push(path);
    sizeBytes += external?.sizeBytes ?? 0;
  }
  if (problems.length > 0) return { problems };
  return { file: { kind: 'file', component, path: file.path, sizeBytes, header, externalFiles } };
}

function brokenFile(
  model: string,
  path: string,
  reason: (OnnxHeaderResult & { ok: false })['reason'],
): Problem {
  const says = {
    empty: 'is empty',
    truncated: 'is cut off: it is shorter than it says itself',
    'not-onnx': 'is not an ONNX model',
  }[reason];
  return problem({
    code: 'model-file-broken',
    message: `Model '${model}': ${path} ${says}.`,
    remedy:
      reason === 'not-onnx'
        ? 'Copy or download that file again. A short text in its place is a Git LFS pointer: `git lfs pull` fetches the file itself.'
        : 'Copy or download that file again; an interrupted download leaves such a file behind.',
  });
}

function missingExternalData(model: string, path: string, location: string): Problem {
  return problem({
    code: 'model-external-data-missing',
    message: `Model '${model}': ${path} keeps its weights in a file '${location}', which is not beside it.`,
    remedy: `Put '${location}' into the same folder; it must keep that name.`,
  });
}
