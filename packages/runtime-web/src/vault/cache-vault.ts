import { joined } from './memory-vault.ts';
import type { Vault } from './vault.ts';

/** Entries of the cache are kept whole, so a file grows by parts of about this size. */
const PART_BYTES = 8 * 2 ** 20;

/** A header of ours: in milliseconds since 1970. */
const WRITTEN_AT = 'latentgraph-written-at';

/** What is under a file's own address: the sizes of its parts, which lie under `?part=N`. */
type PartSizes = readonly number[];

/** Files in a cache of the Cache API, for browsers without an origin-private file system. */
export function createCacheVault(cache: Cache): Vault {
  async function partsOf(path: string): Promise<PartSizes | undefined> {
    const response = await cache.match(addressOf(path));
    return response && ((await response.json()) as PartSizes);
  }

  async function partBytes(path: string, part: number): Promise<Uint8Array<ArrayBuffer>> {
    const response = await cache.match(addressOf(path, part));
    return new Uint8Array((await response?.arrayBuffer()) ?? new ArrayBuffer());
  }

  async function put(address: string, body: BodyInit): Promise<void> {
    await cache.put(address, new Response(body, { headers: { [WRITTEN_AT]: String(Date.now()) } }));
  }

  async function read(path: string, from = 0, to = Number.POSITIVE_INFINITY) {
    const sizes = await partsOf(path);
    if (!sizes) return undefined;
    const found: Uint8Array[] = [];
    let start = 0;
    for (const [part, size] of sizes.entries()) {
      const [first, last] = [Math.max(from - start, 0), Math.min(to - start, size)];
      if (first < last) found.push((await partBytes(path, part)).subarray(first, last));
      start += size;
    }
    return joined(found);
  }

  async function append(path: string, from: number) {
    const { sizes, rest } = await keptOf(path, from);
    let pending = rest;
    const flush = async () => {
      const bytes = joined(pending);
      pending = [];
      if (bytes.length > 0) {
        await put(addressOf(path, sizes.length), bytes);
        sizes.push(bytes.length);
      }
      // The sizes last: a part that they do not name does not exist.
      await put(addressOf(path), JSON.stringify(sizes));
    };
    return {
      async add(bytes: Uint8Array) {
        pending.push(new Uint8Array(bytes));
        if (pending.reduce((sum, part) => sum + part.length, 0) >= PART_BYTES) await flush();
      },
      close: flush,
    };
  }

  /** Whole parts before `from`, and the bytes between them and it. */
  async function keptOf(path: string, from: number) {
    const sizes: number[] = [];
    let start = 0;
    for (const size of (await partsOf(path)) ?? []) {
      if (start + size > from) break;
      sizes.push(size);
      start += size;
    }
    const rest = start < from ? [(await read(path, start, from)) ?? new Uint8Array()] : [];
    return { sizes, rest };
  }

  return {
    kind: 'cache',
    sizeOf: async (path) => (await partsOf(path))?.reduce((sum, size) => sum + size, 0),
    async writtenAt(path) {
      const response = await cache.match(addressOf(path));
      return response && Number(response.headers.get(WRITTEN_AT));
    },
    read,
    async write(path, bytes) {
      const appender = await append(path, 0);
      await appender.add(bytes);
      await appender.close();
    },
    append,
    async remove(path) {
      for (const { url } of await cache.keys()) {
        const own = pathOf(url);
        if (own === path || own.startsWith(`${path}/`)) await cache.delete(url);
      }
    },
    async list(folder) {
      const urls = (await cache.keys()).map(({ url }) => url).filter((url) => !new URL(url).search);
      return urls.map(pathOf).filter((path) => path.startsWith(`${folder}/`));
    },
  };
}

/** Addresses only name entries; nothing is ever fetched from them. */
const ORIGIN = 'https://vault.invalid/';

function addressOf(path: string, part?: number): string {
  const address = ORIGIN + path.split('/').map(encodeURIComponent).join('/');
  return part === undefined ? address : `${address}?part=${part}`;
}

function pathOf(url: string): string {
  return new URL(url).pathname.slice(1).split('/').map(decodeURIComponent).join('/');
}
