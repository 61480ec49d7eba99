// A server that is killed as soon as it has acknowledged a cancel, while the job still runs.

import { createJobService } from '@latentgraph/runtime-node';

process.once('message', async ({ home, runnerScript, request }) => {
  const service = await createJobService({ home, devices: ['cpu'], runnerScript, cancelGraceMs: 60_000 });
  const id = await service.submit(request);
  for await (const event of service.events(id)) if (event.type === 'stepFinished') break;
  await service.cancel(id);
  process.send(id, () => process.kill(process.pid, 'SIGKILL'));
});
