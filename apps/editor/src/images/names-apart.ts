import type { PictureOrigin } from './picture-origin.ts';

type Names = readonly [string, string];

/** What two pictures are called next to each other: by the first thing in which they differ. */
export function namesApart(one: PictureOrigin | undefined, other: PictureOrigin | undefined): Names {
  if (!one || !other) return [one?.name ?? 'Left', other?.name ?? 'Right'];
  const names = (nameOf: (origin: PictureOrigin) => string): Names => [nameOf(one), nameOf(other)];
  if (one.seed !== other.seed) return names(seedText);
  if (one.prompt !== other.prompt) return names(({ prompt }) => prompt ?? 'No prompt');
  if (one.index !== other.index) return names(({ index }) => `Picture ${index + 1}`);
  return names(nameAndTime);
}

function seedText({ seed }: PictureOrigin): string {
  return seed === undefined ? 'No seed' : `Seed ${seed}`;
}

function nameAndTime({ name, result }: PictureOrigin): string {
  if (!result) return name;
  return `${name}, ${new Date(result.madeAt).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'medium' })}`;
}
