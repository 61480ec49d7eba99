import type { Express, RequestHandler } from 'express';
import { type Access, cookieName, cookieSettings, SIGN_IN_PATH } from '../access/access.ts';
import { HttpProblem } from '../http-problem.ts';

export interface SignInOptions {
  readonly access: Access | null;
  /** Comes before each refusal. */
  readonly limitRefusals: RequestHandler;
  /** Called when a ticket was used, which made a new one. */
  onSignIn(): void;
}

/** The address that signs a browser in. */
export function bindSignIn(app: Express, { access, limitRefusals, onSignIn }: SignInOptions): void {
  app.get(SIGN_IN_PATH, (req, res, next) => {
    const { ticket } = req.query;
    const cookie = typeof ticket === 'string' ? access?.redeem(ticket) : undefined;
    // Who opens a used address again, from the history perhaps, and is known already, has nothing to be told.
    if (access !== null && cookie === undefined && !access.isAllowed(req)) {
      limitRefusals(req, res, (error?: unknown) => next(error ?? ticketUsed()));
      return;
    }
    if (cookie !== undefined) {
      res.cookie(cookieName(req), cookie, cookieSettings);
      onSignIn();
    }
    res.redirect(303, '/');
  });
}

function ticketUsed(): HttpProblem {
  return new HttpProblem(401, {
    code: 'ticket-used',
    message: 'This address was used before, or is not whole.',
    remedy: 'Open the newest address that the server printed: each works once.',
  });
}
