// A server without HTTP, to be killed: submits jobs and saves large assets as fast as it can, and tells its parent
// what it has acknowledged. Speaks IPC; the first message says what to do.

import { createHash, randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createJobService } from '@latentgraph/runtime-node';

const SAVERS = 12;
const SAVED_BYTES = 4 * 2 ** 20;
const PAUSE_MS = 15;

process.once('message', async (message) => {
  const { home, modelsDirectory, document, overrides, round, jobs, writer, lastWord } = message;
  const happened = dieAfter(lastWord);
  const service = await createJobService({ home, modelsDirectory, devices: ['cpu'], threads: 1 });
  const put =
    writer === 'plain'
      ? putPlainly(join(home, 'assets'))
      : (bytes) => service.assets.put(bytes, 'application/octet-stream');
  process.send({ type: 'ready', runner: service.metrics().runners[0].pid });
  for (let saver = 0; saver < SAVERS; saver += 1) void saveForEver(put, happened);
  for (let index = 0; index < jobs; index += 1) {
    const jobKey = `${round}-${index}`;
    const id = await service.submit({
      document,
      overrides: { ...overrides, 'noise.seed': round * 1000 + index },
      jobKey,
      priority: index % 3,
    });
    process.send({ type: 'accepted', jobKey, id });
    happened('accepted');
    void followJob(service, id, happened);
    await setTimeout(PAUSE_MS);
  }
});

/** Kills this process when an event has happened so many times: at that moment, however busy the machine is. */
function dieAfter({ type, times }) {
  let count = 0;
  return (happened) => {
    if (happened !== type) return;
    count += 1;
    if (count === times) process.kill(process.pid, 'SIGKILL');
  };
}

async function followJob(service, id, happened) {
  for await (const { type } of service.events(id)) happened(type);
}

async function saveForEver(put, happened) {
  const bytes = randomBytes(SAVED_BYTES);
  for (let round = 0; ; round += 1) {
    bytes.writeUInt32LE(round);
    process.send({ type: 'saved', hash: await put(bytes) });
    happened('saved');
  }
}

/** As the asset store does it, but with a plain `writeFile`. */
function putPlainly(directory) {
  return async (bytes) => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const folder = join(directory, hash.slice(0, 2));
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${hash}.bin`), bytes);
    return hash;
  };
}
