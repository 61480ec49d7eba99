export type OrtNode = typeof import('onnxruntime-node');

let loaded: Promise<OrtNode> | undefined;

/** onnxruntime-node, loaded on first use: it costs a tenth of a second and tens of megabytes. */
export function loadOrt(): Promise<OrtNode> {
  loaded ??= withoutFloat16Array(async () => {
    keepToItself();
    const ort = await import('onnxruntime-node');
    // The first tensor settles which class holds float16 values, for good.
    new ort.Tensor('float32', [0], [1]);
    return ort;
  });
  return loaded;
}

/**
 * The official builds of onnxruntime report to their maker, over the network, which models are opened. They also search
 * the command line with a regular expression that overflows the stack where it is long: a segmentation fault.
 */
function keepToItself(): void {
  process.env.ORT_DISABLE_TELEMETRY = '1';
}

/**
 * onnxruntime-node 1.30 refuses float16 inputs on engines that have Float16Array (Node 24 and later): its
 * JavaScript part makes such arrays, its native part knows only Uint16Array.
 */
async function withoutFloat16Array<Value>(work: () => Promise<Value>): Promise<Value> {
  const float16Array = Object.getOwnPropertyDescriptor(globalThis, 'Float16Array');
  Reflect.deleteProperty(globalThis, 'Float16Array');
  try {
    return await work();
  } finally {
    if (float16Array) Object.defineProperty(globalThis, 'Float16Array', float16Array);
  }
}
