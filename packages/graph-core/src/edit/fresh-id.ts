import { isReservedName } from '../document/schema.ts';

/** Leaves room for a number within the 64 characters of an id. */
const LONGEST_BASE = 56;

/**
 * A readable id from the name of a node type: `TextEncode` → `text-encode`, `VAEDecode` → `vae-decode`,
 * `UNet` → `unet`, `package:Sharpen` → `sharpen`.
 */
export function idFromType(type: string): string {
  const name = type.slice(type.lastIndexOf(':') + 1);
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]{2,})([A-Z][a-z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
  const id = words.slice(0, LONGEST_BASE).replace(/^-+|-+$/g, '');
  return id === '' ? 'node' : id;
}

/**
 * Gives out ids that are not taken, in the pattern `unet`, `unet-2`, `unet-3`; an id that ends in a number goes on
 * counting from there. Remembers what it gave, so that many ids of one pattern cost one look-up each.
 */
export function idSource(isTaken: (id: string) => boolean): (wanted: string) => string {
  const given = new Set<string>();
  const nextNumber = new Map<string, number>();
  const isFree = (id: string) => !given.has(id) && !isTaken(id) && !isReservedName(id);
  return (wanted) => {
    const [, base = wanted] = /^(.+?)(?:-\d{1,6})?$/.exec(wanted) ?? [];
    let id = wanted;
    for (let number = nextNumber.get(base) ?? 2; !isFree(id); number += 1) {
      id = `${base.slice(0, LONGEST_BASE)}-${number}`;
      nextNumber.set(base, number + 1);
    }
    given.add(id);
    return id;
  };
}
