import type { Locator } from 'playwright-core';

/** The bytes of the file that an image of the page shows. */
export async function shownPicture(image: Locator): Promise<Uint8Array> {
  const bytes = await image.evaluate(async ({ src }: { readonly src: string }) => {
    const response = await fetch(src);
    return [...new Uint8Array(await response.arrayBuffer())];
  });
  return Uint8Array.from(bytes);
}
