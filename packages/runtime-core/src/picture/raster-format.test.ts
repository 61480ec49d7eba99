import { expect, it } from 'vitest';
import { requireRasterFormat } from './raster-format.ts';

const bytesOf = (start: string) => new Uint8Array(Buffer.from(start, 'latin1'));

function refusal(bytes: Uint8Array): unknown {
  try {
    requireRasterFormat(bytes);
    return undefined;
  } catch (error) {
    return error;
  }
}

it.each(['\x89PNG\r\n\x1a\n', '\xff\xd8\xff\xe0', 'RIFF\n\0\0\0WEBPVP8 ', 'GIF89a', '\0\0\0 ftypavif'])(
  'lets %j pass',
  (start) => {
    expect(refusal(bytesOf(start))).toBeUndefined();
  },
);

it.each([
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9000" height="9000"/>'],
  ['SVG', '\xef\xbb\xbf\n<?xml version="1.0"?><svg/>'],
  ['BMP', 'BM60\0\0'],
  ['TIFF', 'II*\0'],
  ['HEIC', '\0\0\0 ftypheic'],
  ['PDF', '%PDF-1.7'],
])('refuses %s by name', (name, start) => {
  expect(refusal(bytesOf(start))).toMatchObject({
    problem: {
      code: 'image-format-unsupported',
      message: `The picture is a ${name} file, which Latentgraph does not read.`,
    },
  });
});

it('refuses what is nothing of the kind', () => {
  for (const start of ['', 'no picture']) {
    expect(refusal(bytesOf(start))).toMatchObject({ problem: { code: 'image-unreadable' } });
  }
});
