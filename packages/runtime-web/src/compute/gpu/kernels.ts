import { type Shader, shaderCode, WORKGROUP_SIZE } from './shaders.ts';

const WORD_BYTES = 4;

/** Flags of GPUBufferUsage and GPUMapMode, which TypeScript's library does not declare. WebGPU, 5.1.2 and 5.3. */
const USAGE = { mapRead: 0x1, copySource: 0x4, copyTarget: 0x8, storage: 0x80 };
const MAP_READ = 0x1;

/** A parameter of a shader: a whole number, or a float. */
export type Word = number | { readonly real: number };

/** Runs shaders on one device. Work is queued in the order of the calls, also with onnxruntime's on the same device. */
export class Kernels {
  readonly #device: GPUDevice;
  readonly #pipelines = new Map<string, GPUComputePipeline>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** A buffer for so many 4-byte elements, for shaders and for onnxruntime. */
  allocate(elements: number): GPUBuffer {
    const usage = USAGE.storage | USAGE.copySource | USAGE.copyTarget;
    return this.#device.createBuffer({ size: elements * WORD_BYTES, usage });
  }

  upload(data: Float32Array): GPUBuffer {
    const buffer = this.allocate(data.length);
    this.#device.queue.writeBuffer(buffer, 0, new Float32Array(data));
    return buffer;
  }

  /** The first `elements` floats of a buffer. Waits for all that was queued before. */
  async download(buffer: GPUBuffer, elements: number): Promise<Float32Array> {
    const size = elements * WORD_BYTES;
    const staging = this.#device.createBuffer({
      size,
      usage: USAGE.mapRead | USAGE.copyTarget,
    });
    try {
      const encoder = this.#device.createCommandEncoder();
      encoder.copyBufferToBuffer(buffer, 0, staging, 0, size);
      this.#device.queue.submit([encoder.finish()]);
      await staging.mapAsync(MAP_READ);
      return new Float32Array(staging.getMappedRange().slice(0));
    } finally {
      staging.destroy();
    }
  }

  /** @param words parameters after the first, which is how many elements there are */
  run(
    shader: Shader,
    inputs: readonly GPUBuffer[],
    result: GPUBuffer,
    elements: number,
    words: readonly Word[],
  ): void {
    const params = this.#params([elements, ...words]);
    const pipeline = this.#pipeline(shader);
    const entries = [params, ...inputs, result].map((buffer, binding) => ({ binding, resource: { buffer } }));
    const encoder = this.#device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, this.#device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
    const groups = Math.ceil(elements / WORKGROUP_SIZE);
    const columns = Math.min(groups, this.#device.limits.maxComputeWorkgroupsPerDimension);
    pass.dispatchWorkgroups(columns, Math.ceil(groups / columns));
    pass.end();
    this.#device.queue.submit([encoder.finish()]);
    params.destroy();
  }

  #params(words: readonly Word[]): GPUBuffer {
    const usage = USAGE.storage;
    const buffer = this.#device.createBuffer({
      size: words.length * WORD_BYTES,
      usage,
      mappedAtCreation: true,
    });
    const view = new DataView(buffer.getMappedRange());
    for (const [index, word] of words.entries()) {
      if (typeof word === 'number') view.setUint32(index * WORD_BYTES, word, true);
      else view.setFloat32(index * WORD_BYTES, word.real, true);
    }
    buffer.unmap();
    return buffer;
  }

  #pipeline(shader: Shader): GPUComputePipeline {
    const code = shaderCode(shader);
    const known = this.#pipelines.get(code);
    if (known) return known;
    const module = this.#device.createShaderModule({ code });
    const pipeline = this.#device.createComputePipeline({ layout: 'auto', compute: { module } });
    this.#pipelines.set(code, pipeline);
    return pipeline;
  }
}
