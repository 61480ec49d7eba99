/** The GPU that WebGPU would use. */
export interface GpuFindings {
  /** `nvidia ampere`, as far as the browser tells. */
  readonly name: string;
  /** Runs on the CPU. */
  readonly software: boolean;
  readonly halfPrecision: boolean;
  readonly maxBufferBytes: number;
}

/** A browser as far as computing goes. */
export interface Findings {
  /** `unsupported`: the browser has no WebGPU; `none`: it has, and finds no adapter. */
  readonly gpu: GpuFindings | 'unsupported' | 'none';
  readonly threads: number;
  readonly isolated: boolean;
  /** Rounded, and 8 at most, where the browser tells. */
  readonly memoryGigabytes: number | null;
}

const SOFTWARE_ADAPTER = /swiftshader|llvmpipe|lavapipe|basic render|software/i;

/** Asks the browser; loads no onnxruntime and makes no device. */
export async function findDevices(threads: number): Promise<Findings> {
  const { deviceMemory } = navigator as { readonly deviceMemory?: number };
  return {
    gpu: await findGpu(),
    threads,
    isolated: crossOriginIsolated,
    memoryGigabytes: deviceMemory ?? null,
  };
}

async function findGpu(): Promise<Findings['gpu']> {
  if (!('gpu' in navigator)) return 'unsupported';
  const adapter = await requestAdapter();
  if (!adapter) return 'none';
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const words = [vendor, architecture, device, description];
  return {
    name:
      [vendor, architecture, description].filter(Boolean).join(' ') || 'a GPU that the browser does not name',
    software: isFallbackAdapter || words.some((word) => SOFTWARE_ADAPTER.test(word)),
    halfPrecision: adapter.features.has('shader-f16'),
    maxBufferBytes: Math.min(adapter.limits.maxBufferSize, adapter.limits.maxStorageBufferBindingSize),
  };
}

/** The adapter that runs use: on machines with two GPUs the strong one. */
export async function requestAdapter(): Promise<GPUAdapter | null> {
  return navigator.gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
}
