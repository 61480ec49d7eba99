import { expect, it } from 'vitest';
import { assetBlob, pictureExtension } from './asset-blob.ts';

const bytes = new TextEncoder().encode('<script>alert(1)</script>');

it.each(['image/png', 'image/jpeg', 'image/webp'])('keeps the type of pictures: %s', async (mediaType) => {
  const blob = assetBlob({ bytes, mediaType });
  expect(blob.type).toBe(mediaType);
  expect(new Uint8Array(await blob.arrayBuffer())).toEqual(bytes);
});

it.each([
  'text/html',
  'image/svg+xml',
  'application/xhtml+xml',
  'text/xml',
  'IMAGE/SVG+XML',
  'image/png;text/html',
  '',
])('makes no document of what calls itself %j', (mediaType) => {
  expect(assetBlob({ bytes, mediaType }).type).toBe('application/octet-stream');
});

it.each([
  ['image/png', 'png'],
  ['image/jpeg', 'jpg'],
  ['image/webp', 'webp'],
  ['text/html', 'png'],
])('a picture of type %s is saved as .%s', (mediaType, extension) => {
  expect(pictureExtension(mediaType)).toBe(extension);
});
