import { createCacheVault } from './cache-vault.ts';
import { createMemoryVault } from './memory-vault.ts';
import { createOpfsVault } from './opfs-vault.ts';
import type { Vault } from './vault.ts';

const FOLDER = 'latentgraph';

/** The best place that this browser has for files: its file system, else its cache, else this tab's memory. */
export async function openVault(): Promise<Vault> {
  return (await openOpfs()) ?? (await openCache()) ?? createMemoryVault();
}

/** Private windows of some browsers have the functions and refuse to serve. */
async function openOpfs(): Promise<Vault | undefined> {
  try {
    const root = await navigator.storage.getDirectory();
    return createOpfsVault(await root.getDirectoryHandle(FOLDER, { create: true }));
  } catch {
    return undefined;
  }
}

async function openCache(): Promise<Vault | undefined> {
  try {
    return createCacheVault(await caches.open(FOLDER));
  } catch {
    return undefined;
  }
}
