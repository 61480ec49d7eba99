import type { Response } from 'express';
import { HttpProblem } from '../http-problem.ts';

interface Holder {
  readonly bytes: number;
  isIn: boolean;
  admit(): void;
}

/** What requests and answers hold of this process's memory, together: so many bytes, until each is done with. */
export class HeldBytes {
  #free: number;
  readonly #most: number;
  readonly #waiting: Holder[] = [];

  constructor(most: number) {
    this.#most = most;
    this.#free = most;
  }

  /** Resolves when there is room, in turn; it is given back when the answer was sent or its client has gone. */
  wait(bytes: number, res: Response): Promise<void> {
    if (res.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      const holder: Holder = { bytes: Math.min(bytes, this.#most), isIn: false, admit: resolve };
      res.once('close', () => this.#leave(holder));
      this.#waiting.push(holder);
      this.#admit();
    });
  }

  /**
   * As `wait`, for an answer that is made already: what waited would be held, too.
   *
   * @throws HttpProblem 503 `answers-waiting`
   */
  async claim(bytes: number, res: Response): Promise<void> {
    if (Math.min(bytes, this.#most) > this.#free) throw answersWaiting;
    await this.wait(bytes, res);
  }

  #admit(): void {
    for (let next = this.#waiting[0]; next && next.bytes <= this.#free; next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#free -= next.bytes;
      next.isIn = true;
      next.admit();
    }
  }

  #leave(holder: Holder): void {
    if (holder.isIn) this.#free += holder.bytes;
    else this.#waiting.splice(this.#waiting.indexOf(holder), 1);
    this.#admit();
  }
}

const answersWaiting = new HttpProblem(503, {
  code: 'answers-waiting',
  message: 'The server holds as much for slow clients as it may.',
  remedy: 'Try again in a moment.',
});
