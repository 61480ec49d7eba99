import { createHttpRuntime } from '@latentgraph/client';
import { ProblemError, type Runtime } from '@latentgraph/graph-core';
import { findHome, type Home } from '../home.ts';
import { readToken } from '../server/http/access/token-file.ts';
import { isLoopback } from '../server/http/guards/host.ts';

/**
 * The server at an address, as a runtime. The token is LATENTGRAPH_TOKEN; for a server on this machine also the
 * one that it keeps in the home. That one is sent nowhere else.
 *
 * @throws ProblemError for what is no address
 */
export async function connectServer(
  address: string,
  home: Home = findHome(),
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Runtime> {
  const url = parseAddress(address);
  const token =
    environment.LATENTGRAPH_TOKEN || (isLoopback(url.hostname) ? await readToken(home) : undefined);
  return createHttpRuntime({ url: url.origin, ...(token === undefined ? {} : { token }) });
}

function parseAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new ProblemError({
    code: 'server-address-invalid',
    message: `'${address}' is not the address of a server.`,
    remedy: 'Write it as the server prints it, for example http://127.0.0.1:8188.',
  });
}
