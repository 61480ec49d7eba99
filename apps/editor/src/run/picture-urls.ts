/** Object URLs of pictures by their hash, shared by all that show them. */
export interface PictureUrls {
  /** The URL where it is there already. */
  peek(asset: string): string | undefined;
  /** Undefined where the picture is not to be had. Each call is answered by one `release`. */
  acquire(asset: string): Promise<string | undefined>;
  release(asset: string): void;
}

interface Kept {
  users: number;
  url: string | undefined;
  readonly loading: Promise<string | undefined>;
  expiry: ReturnType<typeof setTimeout> | undefined;
}

/** A picture that goes out of sight is often back in a moment. */
const GRACE_MS = 10_000;

/** @param load finds the bytes of a picture */
export function createPictureUrls(load: (asset: string) => Promise<Blob | undefined>): PictureUrls {
  const urls = new Map<string, Kept>();

  async function open(asset: string): Promise<string | undefined> {
    const blob = await load(asset);
    const kept = urls.get(asset);
    // A picture that is not there yet, or whose server is away, may be there later.
    if (blob === undefined) urls.delete(asset);
    else if (kept) kept.url = URL.createObjectURL(blob);
    return kept?.url;
  }

  function forget(asset: string): void {
    const url = urls.get(asset)?.url;
    if (url !== undefined) URL.revokeObjectURL(url);
    urls.delete(asset);
  }

  return {
    peek: (asset) => urls.get(asset)?.url,
    acquire(asset) {
      let kept = urls.get(asset);
      if (kept === undefined) {
        // Registered before it is loaded: `open` looks for it.
        const loading = Promise.resolve().then(() => open(asset));
        kept = { users: 0, url: undefined, loading, expiry: undefined };
        urls.set(asset, kept);
      }
      clearTimeout(kept.expiry);
      kept.users += 1;
      return kept.loading;
    },
    release(asset) {
      const kept = urls.get(asset);
      if (kept === undefined) return;
      kept.users -= 1;
      if (kept.users <= 0) kept.expiry = setTimeout(() => forget(asset), GRACE_MS);
    },
  };
}
