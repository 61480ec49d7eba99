import { describe, expect, it } from 'vitest';
import type { DeviceTensor } from './device-tensor.ts';
import { TensorLedger } from './tensor-ledger.ts';

const DIMS = [2, 2];

/** A ledger, and tensors on a device that say when their buffer is freed. */
function ledgerWithDevice() {
  const ledger = new TensorLedger();
  const freed: string[] = [];
  const onDevice = (name: string): DeviceTensor =>
    ledger.add(DIMS, { kind: 'device', buffer: {} as GPUBuffer, free: () => void freed.push(name) });
  return { ledger, freed, onDevice };
}

describe('TensorLedger', () => {
  it('frees what nobody holds when a node has finished', () => {
    const { ledger, freed, onDevice } = ledgerWithDevice();
    const [passing, held] = [onDevice('passing'), onDevice('held')];
    ledger.hold(held);
    ledger.settle();
    expect(freed).toEqual(['passing']);
    expect(ledger.onDevice).toBe(1);
    expect(() => ledger.toDevice(passing, () => ({}) as GPUBuffer)).toThrow('after it was freed');
    ledger.letGo(held);
    ledger.settle();
    expect(freed).toEqual(['passing', 'held']);
    expect(ledger.onDevice).toBe(0);
  });

  it('holds the tensors inside values, each as often as values need it', () => {
    const { ledger, freed, onDevice } = ledgerWithDevice();
    const tensor = onDevice('latent');
    const values = [{ tensor, level: 'noise' }, { conditioning: { list: [tensor] } }];
    for (const value of values) ledger.retain(value);
    ledger.release(values[0]);
    ledger.settle();
    expect(freed).toEqual([]);
    ledger.release(values[1]);
    ledger.settle();
    expect(freed).toEqual(['latent']);
    expect(() => ledger.letGo(tensor)).toThrow('more often than held');
  });

  it('sends values to the device when they are first needed there, once', () => {
    const ledger = new TensorLedger();
    const uploads: Float32Array[] = [];
    const tensor = ledger.add(DIMS, { kind: 'host', data: Float32Array.of(1, 2, 3, 4) });
    expect(ledger.onDevice).toBe(0);
    const upload = (data: Float32Array) => {
      uploads.push(data);
      return { destroy() {} } as GPUBuffer;
    };
    expect(ledger.toDevice(tensor, upload)).toBe(ledger.toDevice(tensor, upload));
    expect(uploads).toEqual([Float32Array.of(1, 2, 3, 4)]);
    expect(ledger.onDevice).toBe(1);
  });

  it('brings home what outlives a run', async () => {
    const { ledger, freed, onDevice } = ledgerWithDevice();
    const cached = onDevice('cached');
    onDevice('passing');
    ledger.hold(cached);
    await ledger.bringHome(async () => Float32Array.of(5, 6, 7, 8));
    expect(freed).toEqual(['passing', 'cached']);
    expect(ledger.onDevice).toBe(0);
    expect(cached.place).toEqual({ kind: 'host', data: Float32Array.of(5, 6, 7, 8) });
  });

  it('tells the size of values, and refuses data that do not fill their dims', () => {
    const { ledger, onDevice } = ledgerWithDevice();
    const [tensor, text] = [ledger.sizeBytes({ tensor: onDevice('a') }), ledger.sizeBytes('x'.repeat(500))];
    expect(tensor - ledger.sizeBytes({ tensor: {} })).toBe(16);
    expect(text).toBeGreaterThan(1000);
    expect(() => ledger.add(DIMS, { kind: 'host', data: new Float32Array(3) })).toThrow('do not fill');
  });
});
