export { FiniteWatch } from '../compute/gpu/finite-watch.ts';
export { GpuBackend } from '../compute/gpu/gpu-backend.ts';
export { Kernels } from '../compute/gpu/kernels.ts';
export { openDevice } from '../compute/gpu/open-device.ts';
export { packHalfShader, unpackHalfShader } from '../compute/gpu/shaders.ts';
export { TensorLedger } from '../compute/gpu/tensor-ledger.ts';
export { createCacheVault } from '../vault/cache-vault.ts';
export { createMemoryVault } from '../vault/memory-vault.ts';
export type { Vault } from '../vault/vault.ts';
