import './no-eval.ts';
import '@latentgraph/runtime-web/worker';
