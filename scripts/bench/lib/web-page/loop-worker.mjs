import { createHandWrittenLoop } from '../hand-written-loop.mjs';

/** Of the hand-written loop's own choosing: what the runtime would choose too. */
let paint;

async function openLoop({ device, threads, folder }) {
  const ort = await (device === 'webgpu' ? import('onnxruntime-web/webgpu') : import('onnxruntime-web/wasm'));
  ort.env.wasm.numThreads = threads;
  const bytes = async (path) => new Uint8Array(await (await fetch(new URL(path, folder))).arrayBuffer());
  return createHandWrittenLoop({
    Tensor: ort.Tensor,
    open: async (component) =>
      ort.InferenceSession.create(await bytes(`${component}/model.onnx`), {
        executionProviders: device === 'webgpu' ? [{ name: 'webgpu' }, 'wasm'] : ['wasm'],
        graphOptimizationLevel: 'all',
      }),
    read: async (path) => (await fetch(new URL(path, folder))).text(),
  });
}

// onnxruntime may start its threads with this file.
if (!self.name.startsWith('em-pthread')) {
  self.onmessage = async ({ data }) => {
    try {
      if (data.open) paint = await openLoop(data.open);
      else await paint(data.paint);
      self.postMessage({ done: true });
    } catch (error) {
      self.postMessage({ error: String(error) });
    }
  };
}
