import { createHttpRuntime } from '@latentgraph/client';
import type { SavedServer } from './choice.ts';
import type { Place } from './place.ts';

/** The servers that a person may choose: the one that the page came from, and those that were added. */
export class ServerList {
  readonly own: string | undefined;
  readonly #saved: Map<string, SavedServer>;
  readonly #places = new Map<string, Place>();

  /** @param own origin of the server that the page came from */
  constructor(own: string | undefined, saved: readonly SavedServer[]) {
    this.own = own;
    this.#saved = new Map(saved.filter(({ url }) => url !== own).map((server) => [server.url, server]));
  }

  get urls(): readonly string[] {
    return [...(this.own === undefined ? [] : [this.own]), ...this.#saved.keys()];
  }

  /** Those that were used since the page was opened. */
  get opened(): readonly Place[] {
    return [...this.#places.values()];
  }

  has(url: string): boolean {
    return this.urls.includes(url);
  }

  place(url: string): Place | undefined {
    if (!this.has(url)) return undefined;
    const place = this.#places.get(url) ?? serverPlace(this.#saved.get(url) ?? { url });
    this.#places.set(url, place);
    return place;
  }

  save(server: SavedServer): void {
    if (server.url === this.own) return;
    this.#saved.set(server.url, server);
    this.#places.delete(server.url);
  }

  /**
   * Takes over what was added, changed and forgotten elsewhere.
   *
   * @param inUse stays, also where it is not among them
   */
  adopt(saved: readonly SavedServer[], inUse: string | undefined): void {
    const there = new Set([...saved.map(({ url }) => url), inUse]);
    for (const url of this.#saved.keys()) if (!there.has(url)) this.forget(url);
    for (const server of saved) {
      const known = this.#saved.get(server.url);
      if (known === undefined || known.token !== server.token) this.save(server);
    }
  }

  forget(url: string): void {
    this.#saved.delete(url);
    this.#places.delete(url);
  }
}

/** Without a token the browser's cookie signs what is asked. */
export function serverPlace({ url, token }: SavedServer): Place {
  const runtime = createHttpRuntime(token === undefined ? { url } : { url, token });
  return { kind: 'server', name: new URL(url).host, url, runtime };
}
