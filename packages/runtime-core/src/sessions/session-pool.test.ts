import type { ModelComponent, ModelKey } from '@latentgraph/nodes';
import { describe, expect, it } from 'vitest';
import type { OrtSession } from './ort.ts';
import { SessionPool, type SessionSource } from './session-pool.ts';

const model: ModelKey = { name: 'm', variant: '', hash: 'h' };

/** Sessions that remember when they were opened and closed; each takes 10 bytes. */
function recordingSource(log: string[]): SessionSource {
  return {
    prepare: async (_, component) => ({
      sizeBytes: 10,
      async open(onProgress) {
        onProgress({ phase: 'opening', loadedBytes: 0, totalBytes: 10 });
        log.push(`open ${component}`);
        onProgress({ phase: 'ready', loadedBytes: 10, totalBytes: 10 });
        return { release: async () => void log.push(`close ${component}`) } as unknown as OrtSession;
      },
    }),
  };
}

function poolOf(budgetBytes: number) {
  const log: string[] = [];
  const pool = new SessionPool(recordingSource(log), budgetBytes);
  const use = (component: ModelComponent) =>
    pool.run({ model, component }, async () => void log.push(`run ${component}`));
  return { log, pool, use };
}

describe('SessionPool', () => {
  it('opens a session once, also for those who ask at the same time', async () => {
    const { log, use, pool } = poolOf(100);
    await Promise.all([use('unet'), use('unet'), use('vae_decoder'), use('unet')]);
    expect(log).toEqual([
      'open unet',
      'run unet',
      'run unet',
      'open vae_decoder',
      'run vae_decoder',
      'run unet',
    ]);
    expect(pool.openBytes).toBe(20);
  });

  it('closes the least recently used before it exceeds the budget', async () => {
    const { log, use } = poolOf(20);
    for (const component of ['text_encoder', 'unet', 'text_encoder', 'vae_decoder', 'unet'] as const)
      await use(component);
    expect(log.filter((line) => !line.startsWith('run'))).toEqual([
      'open text_encoder',
      'open unet',
      'close unet',
      'open vae_decoder',
      'close text_encoder',
      'open unet',
    ]);
  });

  it('opens a session that is larger than the whole budget, alone', async () => {
    const { log, use } = poolOf(5);
    await use('unet');
    await use('vae_decoder');
    expect(log).toEqual(['open unet', 'run unet', 'close unet', 'open vae_decoder', 'run vae_decoder']);
  });

  it('tells the one who waits how opening goes', async () => {
    const seen: string[] = [];
    const { pool } = poolOf(100);
    const site = { model, component: 'unet' as const };
    const listen = (_: unknown, { phase, loadedBytes }: { phase: string; loadedBytes: number }) =>
      seen.push(`${phase} ${loadedBytes}`);
    await pool.run(site, async () => undefined, listen);
    await pool.run(site, async () => undefined, listen);
    expect(seen).toEqual(['opening 0', 'ready 10']);
  });

  it('goes on after a failure', async () => {
    const { log, use, pool } = poolOf(100);
    const failing = pool.run({ model, component: 'unet' }, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    await use('unet');
    expect(log).toEqual(['open unet', 'run unet']);
  });

  it('closes everything when disposed of, after what was asked for before', async () => {
    const { log, use, pool } = poolOf(100);
    const last = use('unet');
    await pool.dispose();
    await last;
    expect(log).toEqual(['open unet', 'run unet', 'close unet']);
    expect(pool.openBytes).toBe(0);
  });
});
