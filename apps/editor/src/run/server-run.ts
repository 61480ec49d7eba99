import type { AskedRun } from './starting-view.ts';

/** A run that was handed to a server, and whose end this browser has not seen. */
export interface ServerRun {
  /** That of its view. */
  readonly key: string;
  /** Origin of the server. */
  readonly url: string;
  /** The server's id. */
  readonly run: string;
  readonly asked: AskedRun;
}
