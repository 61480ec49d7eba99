import { type ValueMemory, valueBytes } from '@latentgraph/graph-core';
import { tensorsIn } from '@latentgraph/runtime-core';
import { DeviceTensor, isDeviceTensor, type Place, sizeOf } from './device-tensor.ts';

const FLOAT_BYTES = 4;

/**
 * Keeps account of tensors: who holds each, and how many are on the device. What nobody holds is freed when the node
 * that made it has finished.
 */
export class TensorLedger implements ValueMemory {
  readonly #holders = new Map<DeviceTensor, number>();

  add(dims: readonly number[], place: Place): DeviceTensor {
    const tensor = new DeviceTensor(dims, place);
    this.#holders.set(tensor, 0);
    return tensor;
  }

  /** How many tensors have their values on the device. */
  get onDevice(): number {
    return this.#living('device').length;
  }

  hold(tensor: DeviceTensor): void {
    const holders = this.#holders.get(tensor);
    if (holders === undefined) throw new Error('A tensor that was freed cannot be held.');
    this.#holders.set(tensor, holders + 1);
  }

  letGo(tensor: DeviceTensor): void {
    const holders = this.#holders.get(tensor);
    if (!holders) throw new Error('A tensor was let go more often than held.');
    this.#holders.set(tensor, holders - 1);
  }

  retain(value: unknown): void {
    for (const tensor of tensorsIn(value, isDeviceTensor)) this.hold(tensor);
  }

  release(value: unknown): void {
    for (const tensor of tensorsIn(value, isDeviceTensor)) this.letGo(tensor);
  }

  settle(): void {
    for (const [tensor, holders] of this.#holders) {
      if (holders > 0) continue;
      this.#holders.delete(tensor);
      this.#move(tensor, { kind: 'freed' });
    }
  }

  sizeBytes(value: unknown): number {
    return valueBytes(value, (object) =>
      isDeviceTensor(object) ? sizeOf(object.dims) * FLOAT_BYTES : undefined,
    );
  }

  /** Puts the values of a tensor on the device, unless they are there. */
  toDevice(tensor: DeviceTensor, upload: (data: Float32Array) => GPUBuffer): GPUBuffer {
    const { place } = tensor;
    if (place.kind === 'freed') throw new Error('A tensor was used after it was freed.');
    if (place.kind === 'device') return place.buffer;
    const buffer = upload(place.data);
    tensor.place = { kind: 'device', buffer, free: () => buffer.destroy() };
    return buffer;
  }

  /** Brings what outlives a run, which is what the cache holds, to the host: the device is for what is being computed. */
  async bringHome(download: (tensor: DeviceTensor) => Promise<Float32Array>): Promise<void> {
    this.settle();
    for (const tensor of this.#living('device')) {
      this.#move(tensor, { kind: 'host', data: await download(tensor) });
    }
  }

  #living(kind: Place['kind']): readonly DeviceTensor[] {
    return [...this.#holders.keys()].filter(({ place }) => place.kind === kind);
  }

  #move(tensor: DeviceTensor, place: Place): void {
    if (tensor.place.kind === 'device') tensor.place.free();
    tensor.place = place;
  }
}
