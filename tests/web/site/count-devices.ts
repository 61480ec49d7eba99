import { answerPage } from './worker-questions.ts';

/** Counts the GPU devices that this worker was given, and tells the page when it asks. */
let devices = 0;

if ('GPUAdapter' in globalThis) {
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (descriptor) {
    const device = await requestDevice.call(this, descriptor);
    devices += 1;
    return device;
  };
}

answerPage('gpu-devices', () => devices);
