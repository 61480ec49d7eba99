import '@latentgraph/runtime-web/worker';
