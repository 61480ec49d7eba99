export const RUNTIME_NAME = 'latentgraph';

/** This package's version; a test holds the two together. */
export const RUNTIME_VERSION = '0.1.0';
