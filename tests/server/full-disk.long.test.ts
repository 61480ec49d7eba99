import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { latentgraph } from '../cli/cli.ts';
import { textToImage } from './support/example.ts';
import { newHome, type Serving, serve } from './support/serve.ts';
import { type SmallDisk, smallDisk, whyNoSmallDisk } from './support/small-disk.ts';

const why = whyNoSmallDisk();

async function serveOnSmallDisk(): Promise<{ readonly disk: SmallDisk; readonly server: Serving }> {
  const disk = smallDisk(32);
  return { disk, server: await serve(homeOn(disk)) };
}

function homeOn({ folder }: SmallDisk): string {
  const home = join(folder, 'home');
  cpSync(newHome(), home, { recursive: true });
  return home;
}

async function lastType({ client }: Serving, run: string): Promise<string | undefined> {
  let last: string | undefined;
  for await (const { type } of client.events(run)) last = type;
  return last;
}

async function untilStep({ client }: Serving, run: string): Promise<void> {
  for await (const { type } of client.events(run)) if (type === 'stepFinished') return;
}

const FULL = expect.objectContaining({
  status: 507,
  problem: expect.objectContaining({
    code: 'file-enospc',
    message: expect.stringMatching(/: the disk is full\.$/),
  }),
});

describe.skipIf(why !== undefined)(`a full disk${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  it('takes no new work, says so, and lets what is there be cancelled and deleted', async () => {
    const { disk, server } = await serveOnSmallDisk();
    const { client } = server;
    const ended = await client.submit(textToImage(2));
    expect(await lastType(server, ended)).toBe('finished');
    const running = await client.submit(textToImage(500, 1));
    const waiting = await client.submit(textToImage(500, 2));
    await untilStep(server, running);
    disk.fill();
    await expect(client.submit(textToImage(2, 3))).rejects.toEqual(FULL);
    await client.cancel(waiting);
    await client.cancel(running);
    expect([await lastType(server, waiting), await lastType(server, running)]).toEqual([
      'cancelled',
      'cancelled',
    ]);
    await client.remove(ended);
    expect((await client.history({})).runs.map(({ id, state }) => [id, state])).toEqual([
      [waiting, 'cancelled'],
      [running, 'cancelled'],
    ]);
    await expect(client.submit(textToImage(2, 3))).rejects.toEqual(FULL);
    disk.empty();
    expect(await lastType(server, await client.submit(textToImage(2, 3)))).toBe('finished');
    expect(server.printed()).not.toContain('mistake in Latentgraph');
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'starts, with its history, without any room after %s',
    async (signal) => {
      const { disk, server } = await serveOnSmallDisk();
      const run = await server.client.submit(textToImage(2));
      await lastType(server, run);
      server.child.kill(signal);
      await server.ended;
      disk.fill();
      const again = await serve(server.home);
      expect((await again.client.history({})).runs.map(({ id, state }) => [id, state])).toEqual([
        [run, 'finished'],
      ]);
      await again.client.remove(run);
      again.child.kill('SIGTERM');
      expect(await again.ended).toBe(0);
    },
  );

  it('says of a disk that was never used that it is full', async () => {
    const disk = smallDisk(1);
    disk.fill();
    const started = await latentgraph(['serve', '--port', '0', '--home', disk.folder]);
    expect(started).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/error \[file-enospc\].*the disk is full/),
    });
    expect(started.stderr).not.toMatch(/move|empty history/);
  });
});

describe.skipIf(why !== undefined)('a read-only disk', () => {
  it('is refused at the start, and its history left alone', async () => {
    const { disk, server } = await serveOnSmallDisk();
    await lastType(server, await server.client.submit(textToImage(2)));
    server.child.kill('SIGTERM');
    await server.ended;
    disk.makeReadOnly();
    const started = await latentgraph(['serve', '--port', '0', '--home', server.home]);
    expect(started).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/error \[file-erofs\].*read-only/),
    });
    expect(started.stderr).not.toMatch(/move|empty history/);
  });
});
