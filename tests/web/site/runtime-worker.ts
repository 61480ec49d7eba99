import './count-buffers.ts';
import '@latentgraph/runtime-web/worker';
