/** What Latentgraph's server writes into the page that it serves. */
const MARK = 'meta[name="latentgraph-server"]';

/** The origin of the server that this page came from; undefined on a static host, which runs nothing. */
export function ownServer(): string | undefined {
  return document.querySelector(MARK) ? location.origin : undefined;
}
