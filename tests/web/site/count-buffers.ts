import { answerPage } from './worker-questions.ts';

/**
 * Counts the GPU buffers of this worker that were made and not destroyed, onnxruntime's own included, and tells the
 * page when it asks.
 */
const living = new Set<GPUBuffer>();

if ('GPUDevice' in globalThis) {
  const { createBuffer } = GPUDevice.prototype;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const buffer = createBuffer.call(this, descriptor);
    living.add(buffer);
    return buffer;
  };
  const { destroy } = GPUBuffer.prototype;
  GPUBuffer.prototype.destroy = function () {
    living.delete(this);
    return destroy.call(this);
  };
}

answerPage('gpu-buffers', () => living.size);
