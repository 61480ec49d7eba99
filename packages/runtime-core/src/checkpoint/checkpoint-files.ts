import type { ModelFile } from '../model-folder/model-files.ts';

const SINGLE_FILE = /^[^/]+\.safetensors$/;
/** A UNet of a Diffusers folder, whole or as shards with an index; its variant, if any. */
const UNET_FILE =
  /^unet\/diffusion_pytorch_model(?:\.([A-Za-z0-9]+))?\.safetensors$|^unet\/diffusion_pytorch_model\.safetensors\.index(?:\.([A-Za-z0-9]+))?\.json$/;

/** How a folder keeps a checkpoint. */
export type CheckpointLayout =
  | { readonly layout: 'file'; readonly file: ModelFile }
  | { readonly layout: 'diffusers' };

/**
 * How a folder keeps its checkpoint: a Diffusers folder before a single file, as hubs keep both side by side. Undefined where
 * there is none.
 */
export function checkpointLayout(files: readonly ModelFile[]): CheckpointLayout | undefined {
  if (files.some(({ path }) => UNET_FILE.test(path))) return { layout: 'diffusers' };
  const [file] = singleFiles(files);
  return file && { layout: 'file', file };
}

/** The `.safetensors` files beside no others. */
export function singleFiles(files: readonly ModelFile[]): readonly ModelFile[] {
  return files.filter(({ path }) => SINGLE_FILE.test(path));
}

/** The choices of files that a checkpoint offers, `''` for the plain ones; none where there is no checkpoint. */
export function checkpointVariants(files: readonly ModelFile[]): readonly string[] {
  const found = checkpointLayout(files);
  if (found?.layout !== 'diffusers') return found ? [''] : [];
  const words = files.flatMap(({ path }) => {
    const match = UNET_FILE.exec(path);
    return match ? [match[1] ?? match[2] ?? ''] : [];
  });
  return [...new Set(words)].sort();
}
