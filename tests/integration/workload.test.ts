import { expect, it } from 'vitest';
import { useRuntime } from '../support/use-runtime.ts';
import { buildWorkflow } from '../support/workflow-builder.ts';

const runtime = useRuntime();

it('refuses noise for 64 pictures of 8192×8192 before it draws any, also when sizes come over wires', async () => {
  const asWritten = buildWorkflow({ noise: ['Noise', { width: 8192, height: 8192, batch: 64 }] }, []);
  const wired = buildWorkflow(
    {
      side: ['Integer', { value: 8192 }],
      batch: ['Integer', { value: 64 }],
      noise: ['Noise'],
    },
    ['side.value > noise.width', 'side.value > noise.height', 'batch.value > noise.batch'],
  );
  for (const document of [asWritten, wired]) {
    expect((await runtime.run({ document, targets: ['noise'] })).problems).toMatchObject([
      {
        code: 'job-too-many-pixels',
        node: 'noise',
        message: expect.stringContaining('would make 4295 million pixels; at most 268 million'),
      },
    ]);
  }
});

it('refuses a picture that grows beyond what a run may make', async () => {
  const document = buildWorkflow(
    {
      noise: ['Noise', { width: 64, height: 64, batch: 64 }],
      checkpoint: ['Checkpoint'],
      decode: ['VAEDecode'],
      large: ['ResizeImage', { width: 4096, height: 4096 }],
    },
    ['checkpoint.vae > decode.vae', 'noise.latent > decode.latent', 'decode.image > large.image'],
  );
  expect((await runtime.run({ document, targets: ['large'] })).problems).toMatchObject([
    { code: 'job-too-many-pixels', node: 'large' },
  ]);
});
