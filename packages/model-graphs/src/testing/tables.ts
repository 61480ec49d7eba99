import { readSafetensors } from '../safetensors/read-safetensors.ts';
import type { TensorTable } from '../safetensors/stored-tensor.ts';
import { type HeaderFixture, sourceOfHeader } from './safetensors-bytes.ts';

/** The tensors of a header, read as a file's. */
export async function tableOf(header: HeaderFixture, file = 'model.safetensors'): Promise<TensorTable> {
  const result = await readSafetensors(sourceOfHeader(header), file);
  if (!result.ok) throw new Error(result.problems[0]!.message);
  return result.file.tensors;
}
