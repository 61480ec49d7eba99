import { createCacheVault, type Vault } from '@latentgraph/runtime-web/testing';
import type { VaultState, VaultStep } from './harness-api.ts';

const PATH = 'folder/a file';

export async function tryCacheVault(steps: readonly VaultStep[]): Promise<readonly VaultState[]> {
  const vault = createCacheVault(await caches.open('test'));
  const states: VaultState[] = [];
  for (const step of steps) {
    await perform(vault, step);
    states.push(await stateOf(vault));
  }
  return states;
}

async function perform(vault: Vault, step: VaultStep): Promise<void> {
  if (step.do === 'remove') return vault.remove('folder');
  if (step.do === 'write') return vault.write(PATH, Uint8Array.from(step.bytes));
  const appender = await vault.append(PATH, step.from);
  if (step.do === 'append') await appender.add(Uint8Array.from(step.bytes));
  else
    for (let part = 0; part < 10; part += 1)
      await appender.add(new Uint8Array(step.length / 10).fill(step.value));
  await appender.close();
}

async function stateOf(vault: Vault): Promise<VaultState> {
  const sizeBytes = await vault.sizeOf(PATH);
  const head = await vault.read(PATH, 0, 6);
  const tail = sizeBytes === undefined ? undefined : await vault.read(PATH, Math.max(sizeBytes - 2, 0));
  return {
    sizeBytes,
    head: head && [...head],
    tail: tail && [...tail],
    files: await vault.list('folder'),
  };
}
