import type { Backend, Tensor } from '@latentgraph/nodes';
import {
  FiniteWatch,
  GpuBackend,
  Kernels,
  openDevice,
  packHalfShader,
  TensorLedger,
  unpackHalfShader,
} from '@latentgraph/runtime-web/testing';
import type { GpuOperation, HostArray } from './harness-api.ts';

async function openKernels(): Promise<Kernels> {
  const fail = ({ message }: { readonly message: string }) => {
    throw new Error(message);
  };
  return new Kernels(await openDevice(fail));
}

async function openBackend(): Promise<GpuBackend> {
  const kernels = await openKernels();
  return new GpuBackend(kernels, new TensorLedger(), new FiniteWatch(kernels));
}

export async function gpuOps(operations: readonly GpuOperation[]): Promise<readonly unknown[]> {
  const ops = await openBackend();
  const results: unknown[] = [];
  for (const { name, args } of operations) {
    const given = await Promise.all(args.map((arg) => withTensors(ops, arg)));
    const call = ops[name].bind(ops) as unknown as (...args: unknown[]) => Promise<unknown>;
    results.push(await call(...given).then((result) => withoutTensors(ops, result), String));
  }
  return results;
}

export async function wrongWhenDoubled(count: number): Promise<number> {
  const ops = await openBackend();
  const given = Float32Array.from({ length: count }, (_, index) => index % 1000);
  const doubled = await ops.download(await ops.combine([[2, await ops.upload(given, [1, count])]]));
  return given.reduce((wrong, value, index) => wrong + (doubled[index] === 2 * value ? 0 : 1), 0);
}

export async function throughHalf(values: readonly number[]): Promise<readonly number[]> {
  const kernels = await openKernels();
  const words = Math.ceil(values.length / 2);
  const [half, single] = [kernels.allocate(words), kernels.allocate(values.length)];
  const source = kernels.upload(Float32Array.from(values));
  kernels.run(packHalfShader, [source], half, words, [values.length]);
  kernels.run(unpackHalfShader, [half], single, values.length, []);
  return [...(await kernels.download(single, values.length))];
}

/** What is said of model outputs that hold these values, given as their bits. */
export async function foundNotFinite(outputs: readonly (readonly number[])[]): Promise<string> {
  const kernels = await openKernels();
  const [ledger, watch] = [new TensorLedger(), new FiniteWatch(kernels)];
  const tensors = outputs.map((bits) => {
    const buffer = kernels.upload(new Float32Array(Uint32Array.from(bits).buffer));
    return ledger.add([bits.length], { kind: 'device', buffer, free: () => buffer.destroy() });
  });
  const place = { node: 'unet', step: { index: 2, count: 4 } };
  watch.watch(tensors, { model: { name: 'm', variant: '', hash: '' }, component: 'unet', place });
  return watch.settle().then(
    () => 'finite',
    ({ problem }) => problem.message,
  );
}

type Ops = Pick<Backend, 'upload' | 'download'>;

async function withTensors(ops: Ops, arg: unknown): Promise<unknown> {
  if (Array.isArray(arg)) return Promise.all(arg.map((part) => withTensors(ops, part)));
  if (typeof arg !== 'object' || arg === null || !('dims' in arg)) return arg;
  const { data, dims } = arg as HostArray;
  return ops.upload(Float32Array.from(data), dims);
}

async function withoutTensors(ops: Ops, result: unknown): Promise<unknown> {
  if (typeof result !== 'object' || result === null || !('dims' in result)) return result;
  const tensor = result as Tensor;
  return { dims: tensor.dims, data: [...(await ops.download(tensor))] };
}
