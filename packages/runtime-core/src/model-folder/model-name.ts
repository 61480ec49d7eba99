import { ProblemError } from '@latentgraph/graph-core';

const MODEL_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/**
 * Names of models come from documents that other people wrote and become folder names: letters, digits, '.', '_'
 * and '-' only, none that means a folder above, and no device name of Windows.
 */
export function isModelName(name: string): boolean {
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name);
  return MODEL_NAME.test(name) && !name.endsWith('.') && !reserved;
}

/** @throws ProblemError */
export function requireModelName(name: string): void {
  if (isModelName(name)) return;
  throw new ProblemError({
    code: 'model-name-invalid',
    message: `'${name.slice(0, 200)}' cannot be the name of a model.`,
    remedy: "Use 1 to 128 letters, digits, '.', '_' and '-', starting with a letter or digit.",
  });
}
