import { ProblemError } from '@latentgraph/graph-core';

/** The formats that every runtime decodes, as messages name them. */
const DECODED = ['PNG', 'JPEG', 'WebP', 'GIF', 'AVIF'];

/** By what files begin with, in hexadecimal; `..` stands for any byte. SVG is text, and told by that. */
const SIGNATURES: readonly (readonly [name: string, start: RegExp])[] = [
  ['PNG', /^89504e470d0a1a0a/],
  ['JPEG', /^ffd8ff/],
  ['WebP', /^52494646.{8}57454250/],
  ['GIF', /^47494638(?:37|39)61/],
  ['AVIF', /^.{8}66747970617669(?:66|73)/],
  ['HEIC', /^.{8}66747970(?:686569|686576|6d6966|6d7366)/],
  ['BMP', /^424d/],
  ['TIFF', /^(?:49492[ab]00|4d4d002[ab])/],
  ['JPEG XL', /^(?:ff0a|0000000c4a584c20)/],
  ['JPEG 2000', /^(?:0000000c6a502020|ff4fff51)/],
  ['PSD', /^38425053/],
  ['PDF', /^25504446/],
  ['ICO', /^0000(?:01|02)00/],
];

const SVG_START = /^(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<!DOCTYPE\s|<svg)/i;

const START_BYTES = 64;

/**
 * Lets only formats pass that server and browser both decode, so that one file is one picture, and that hold pixels: a
 * hundred bytes of SVG can ask for gigabytes.
 *
 * @throws ProblemError `image-format-unsupported`, naming the format, and `image-unreadable` for bytes of no known format
 */
export function requireRasterFormat(bytes: Uint8Array): void {
  const name = formatOf(bytes.subarray(0, START_BYTES));
  if (name !== undefined && DECODED.includes(name)) return;
  throw new ProblemError(
    name === undefined
      ? {
          code: 'image-unreadable',
          message: 'The file is not a picture that Latentgraph reads.',
          remedy: `Use a whole file in one of these formats: ${DECODED.join(', ')}.`,
        }
      : {
          code: 'image-format-unsupported',
          message: `The picture is a ${name} file, which Latentgraph does not read.`,
          remedy: `Save it in one of these formats: ${DECODED.join(', ')}.`,
        },
  );
}

function formatOf(start: Uint8Array): string | undefined {
  const hexadecimal = Array.from(start, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const known = SIGNATURES.find(([, pattern]) => pattern.test(hexadecimal))?.[0];
  return known ?? (SVG_START.test(String.fromCharCode(...start)) ? 'SVG' : undefined);
}
