import './count-buffers.ts';
import './note-cancel.ts';
import '@latentgraph/runtime-web/worker';
