import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { latentgraph, temporaryFolder } from '../cli/cli.ts';
import { TEXT_TO_IMAGE, textToImage } from './support/example.ts';
import { newHome, serve } from './support/serve.ts';

const QUICK = Object.entries(textToImage(4).overrides ?? {}).flatMap(([name, value]) => [
  '--set',
  `${name}=${value}`,
]);

it('paints for the command line what the command line paints itself', async () => {
  const { url, home } = await serve();
  const pictures = await Promise.all(
    [
      ['--server', url],
      ['--device', 'cpu'],
    ].map(async (where) => {
      const out = temporaryFolder();
      const args = ['run', TEXT_TO_IMAGE, '--out', out, ...QUICK, ...where];
      const { code, stdout, stderr } = await latentgraph(args, { env: { LATENTGRAPH_HOME: home } });
      expect({ code, stdout, stderr }).toMatchObject({
        code: 0,
        stdout: `${join(out, 'text-to-image-0001.png')}\n`,
      });
      return readFileSync(stdout.trim());
    }),
  );
  expect(pictures[0]!.equals(pictures[1]!)).toBe(true);
});

it('is refused by a server whose token it does not have, and says when nobody is there', async () => {
  const { url } = await serve();
  const stranger = await latentgraph(['run', TEXT_TO_IMAGE, '--server', url]);
  expect(stranger).toMatchObject({ code: 1, stderr: expect.stringContaining('error [token-missing]') });
  const nobody = await latentgraph(['run', TEXT_TO_IMAGE, '--server', 'http://127.0.0.1:9']);
  expect(nobody).toMatchObject({ code: 1, stderr: expect.stringContaining('error [server-unreachable]') });
  const nowhere = await latentgraph(['run', TEXT_TO_IMAGE, '--server', 'somewhere']);
  expect(nowhere).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('error [server-address-invalid]'),
  });
});

it('stops when it is told to, and the next server finishes what was left', async () => {
  const home = newHome();
  const first = await serve(home, ['--grace-seconds', '0']);
  const run = await first.client.submit(textToImage(300));
  for await (const { type } of first.client.events(run)) if (type === 'stepFinished') break;
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);

  const second = await serve(home);
  const types: string[] = [];
  const seqs: number[] = [];
  for await (const { type, seq } of second.client.events(run)) {
    types.push(type);
    if (type !== 'preview') seqs.push(seq);
  }
  expect(types.at(-1)).toBe('finished');
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  expect(await second.client.run(run)).toMatchObject({ state: 'finished', attempts: 2 });
});

it('says what listening for other machines means', async () => {
  const { printed } = await serve(newHome(), ['--host', '0.0.0.0']);
  await expect.poll(printed).toContain('Other machines reach 0.0.0.0:');
  const refused = await latentgraph(['serve', '--port', '0', '--host', '0.0.0.0', '--no-token']);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('error [token-required]') });
});
