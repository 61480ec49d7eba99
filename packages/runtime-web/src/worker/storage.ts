import type { StorageUse } from '../protocol/methods.ts';
import type { Vault } from '../vault/vault.ts';

/** What the browser keeps for this site, and how much more it would. */
export async function measureStorage(vault: Vault): Promise<StorageUse> {
  if (vault.kind === 'memory') return { kind: vault.kind, usedBytes: 0, quotaBytes: null, persistent: false };
  const { usage = 0, quota } = await navigator.storage.estimate();
  const persistent = await navigator.storage.persisted();
  return { kind: vault.kind, usedBytes: usage, quotaBytes: quota ?? null, persistent };
}
