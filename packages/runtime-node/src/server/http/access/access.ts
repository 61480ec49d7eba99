import { createHmac, randomBytes } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { HttpProblem } from '../http-problem.ts';
import { isSameText } from './same-text.ts';

/** The one path that is open to all. */
export const SIGN_IN_PATH = '/sign-in';

/** A browser stays signed in so long after it opened the printed address. */
const SESSION_MS = 30 * 24 * 3600 * 1000;

/**
 * Who may use the server: programs with its token, and browsers that opened an address with a ticket, which works once.
 * A browser's cookie is an expiry time signed with the token, so that it outlives restarts and nothing is stored.
 */
export class Access {
  readonly #token: string;
  #ticket = newTicket();

  constructor(token: string) {
    this.#token = token;
  }

  /** To be shown to whoever started the server. */
  get ticket(): string {
    return this.#ticket;
  }

  /** @returns the value of a browser's cookie, or undefined for a ticket that is wrong or used */
  redeem(ticket: string): string | undefined {
    if (!isSameText(ticket, this.#ticket)) return undefined;
    this.#ticket = newTicket();
    return this.#signed(Date.now() + SESSION_MS);
  }

  isAllowed(req: Request): boolean {
    const bearer = /^Bearer +(\S+)$/i.exec(req.headers.authorization ?? '')?.[1];
    if (bearer !== undefined) return isSameText(bearer, this.#token);
    const cookie = readCookie(req.headers.cookie, cookieName(req));
    return cookie !== undefined && this.#isValid(cookie);
  }

  #isValid(cookie: string): boolean {
    const expires = Number(cookie.split('.')[0]);
    return expires > Date.now() && isSameText(cookie, this.#signed(expires));
  }

  #signed(expires: number): string {
    return `${expires}.${createHmac('sha256', this.#token).update(`session ${expires}`).digest('base64url')}`;
  }
}

export const cookieSettings = {
  httpOnly: true,
  sameSite: 'strict',
  path: '/',
  maxAge: SESSION_MS,
} as const;

/** Cookies do not tell ports apart; two servers of one machine must not sign each other's browsers out. */
export function cookieName(req: Request): string {
  return `latentgraph-${req.socket.localPort}`;
}

/**
 * @param access null lets everybody in, for servers that only this machine reaches
 * @param limitRefusals comes before each refusal
 * @param onKnown called with every request that is let in
 */
export function requireAccess(
  access: Access | null,
  limitRefusals: RequestHandler,
  onKnown: (req: Request) => void,
): RequestHandler {
  return (req, res, next) => {
    if (access === null || access.isAllowed(req)) {
      onKnown(req);
      return next();
    }
    // The address with a ticket is how access is gained.
    if (req.path === SIGN_IN_PATH) return next();
    const refusal = new HttpProblem(401, {
      code: 'token-missing',
      message: 'The server does not know who asks.',
      remedy:
        'Open the address that it printed when it started, in the window where it runs. Programs send its token as Authorization: Bearer.',
    });
    limitRefusals(req, res, (error?: unknown) => next(error ?? refusal));
  };
}

function newTicket(): string {
  return randomBytes(32).toString('base64url');
}

function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return undefined;
}
