import { serve } from './serve.ts';

/**
 * The program of the worker. onnxruntime starts its threads with the file that it was bundled into, which may be
 * this one: they have a name of their own and are none of ours.
 */
if (!self.name.startsWith('em-pthread')) serve(self as unknown as DedicatedWorkerGlobalScope);
