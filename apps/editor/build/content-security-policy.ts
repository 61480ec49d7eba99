import type { Plugin } from 'vite';

/**
 * As strict as what Latentgraph's server sends (packages/runtime-node/src/server/http/guards/headers.ts), for hosts that
 * send nothing. `frame-ancestors` is missing: browsers heed it in headers only.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  // Compiling WebAssembly, and workers made of it, are what the browser's runtime is.
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  // Libraries of components put style sheets of theirs into the page; all that styles could fetch is of this origin.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  // Runs go to servers that the person names, and models may lie on other hosts.
  "connect-src 'self' blob: http: https:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Writes the policy into the built page, before anything that it holds for. The page in development has none. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'latentgraph-content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}
