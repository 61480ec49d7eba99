/** Object URLs of pictures by their hash, shared by all that show them. */
export interface PictureUrls {
  /** The URL where it is there already. */
  peek(asset: string): string | undefined;
  acquire(asset: string): HeldUrl;
}

/** One use of a URL, which lives for as long as anybody uses it, and a little longer. */
export interface HeldUrl {
  /** Undefined where the picture is not to be had; never rejects. */
  readonly url: Promise<string | undefined>;
  /** To be called once. */
  release(): void;
}

interface Shared {
  users: number;
  url: string | undefined;
  readonly loading: Promise<string | undefined>;
  expiry: ReturnType<typeof setTimeout> | undefined;
}

/** A picture that goes out of sight is often back in a moment. */
const GRACE_MS = 10_000;

/** @param load finds the bytes of a picture */
export function createPictureUrls(load: (asset: string) => Promise<Blob | undefined>): PictureUrls {
  const urls = new Map<string, Shared>();

  function open(asset: string): Shared {
    const loading = load(asset).then(keep, () => keep(undefined));
    const shared: Shared = { users: 0, url: undefined, loading, expiry: undefined };
    urls.set(asset, shared);
    return shared;

    function keep(blob: Blob | undefined): string | undefined {
      // A picture that is not there yet, or whose server is away, may be there later.
      if (blob === undefined) forget(asset, shared);
      // What nobody waited for any longer has been forgotten, and perhaps opened anew.
      else if (urls.get(asset) === shared) shared.url = URL.createObjectURL(blob);
      return shared.url;
    }
  }

  function forget(asset: string, shared: Shared): void {
    if (urls.get(asset) !== shared) return;
    urls.delete(asset);
    if (shared.url !== undefined) URL.revokeObjectURL(shared.url);
  }

  return {
    peek: (asset) => urls.get(asset)?.url,
    acquire(asset) {
      const shared = urls.get(asset) ?? open(asset);
      clearTimeout(shared.expiry);
      shared.users += 1;
      return {
        url: shared.loading,
        release() {
          shared.users -= 1;
          if (shared.users === 0) shared.expiry = setTimeout(() => forget(asset, shared), GRACE_MS);
        },
      };
    },
  };
}
