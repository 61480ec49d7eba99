import './collect-when-asked.ts';
import './count-buffers.ts';
import './count-devices.ts';
import './note-cancel.ts';
import '@latentgraph/runtime-web/worker';
