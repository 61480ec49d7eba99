import type { Socket } from 'node:net';

/**
 * The open connections of a server. When there is no room, the oldest that nobody has shown a token on makes some: half
 * a request, or none, holds a place for nobody else for longer than it takes to send one.
 */
export class Connections {
  readonly #most: number;
  readonly #strangers = new Set<Socket>();
  readonly #known = new Set<Socket>();

  constructor(most: number) {
    this.#most = most;
  }

  /** A connection that was opened just now. */
  accept(socket: Socket): void {
    if (this.#strangers.size + this.#known.size >= this.#most) {
      const [oldest] = this.#strangers;
      if (oldest === undefined) {
        socket.destroy();
        return;
      }
      // Now, not when it has closed: more connections may come first.
      this.#strangers.delete(oldest);
      oldest.destroy();
    }
    this.#strangers.add(socket);
    socket.once('close', () => {
      this.#strangers.delete(socket);
      this.#known.delete(socket);
    });
  }

  /** Who asks over this connection may use the server: it makes room for nobody. */
  keep(socket: Socket): void {
    if (this.#strangers.delete(socket)) this.#known.add(socket);
  }
}
