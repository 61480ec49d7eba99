import { hostname, networkInterfaces } from 'node:os';
import type { RequestHandler } from 'express';
import { HttpProblem } from '../http-problem.ts';
import { normalHost, urlHost } from './host-name.ts';

const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];
const EVERYWHERE: readonly string[] = ['0.0.0.0', '::', '[::]'];

export function isLoopback(host: string): boolean {
  return LOOPBACK.includes(host) || host === '::1';
}

/**
 * The values of `Host` that mean this server, in their normal form. A page elsewhere can point a name of its own at this machine (DNS
 * rebinding), and its requests then carry that name.
 */
export function allowedHosts(host: string, port: number, more: readonly string[] = []): ReadonlySet<string> {
  const names = EVERYWHERE.includes(host) ? [...LOOPBACK, ...ownNames()] : [...LOOPBACK, urlHost(host)];
  return new Set(
    [...names.map((name) => `${name}:${port}`), ...more].flatMap((name) => normalHost(name) ?? []),
  );
}

function ownNames(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  return [hostname(), ...addresses.map(({ address }) => urlHost(address))];
}

export function requireHost(isAllowed: (host: string) => boolean): RequestHandler {
  return (req, _res, next) => {
    const { host } = req.headers;
    const name = host === undefined ? undefined : normalHost(host);
    if (name !== undefined && isAllowed(name)) return next();
    // Not 421, the status made for this: `fetch` answers it by sending again, which fails where there is a body.
    throw new HttpProblem(403, {
      code: 'host-refused',
      message: `This server does not go by the name '${(host ?? '').slice(0, 200)}'.`,
      remedy: 'Use the address that the server printed, or start it with --allow-host NAME.',
    });
  };
}
