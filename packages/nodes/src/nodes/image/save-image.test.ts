import { describe, expect, test } from 'vitest';
import { fakeServices } from '../../testing/fake-services.ts';
import { runNode } from '../../testing/run-node.ts';
import { tensorOf } from '../../testing/sample-values.ts';
import { saveImage } from './save-image.ts';

describe('SaveImage', () => {
  test('keeps every picture of a batch, as it was asked to', async () => {
    const services = fakeServices();
    const tensor = await tensorOf(services.ops, [1, 0.5, 0, 0, 0.2, 1], [2, 1, 1, 3]);
    const params = { prefix: 'a cat', format: 'webp', quality: 75, embedWorkflow: false };
    await runNode(saveImage, { params, inputs: { image: { tensor } }, services });
    const picture = (index: number, ...data: number[]) => ({
      ...{ node: 'node', port: 'image', index, ...params },
      pixels: { widthPx: 1, heightPx: 1, channels: 3, data: Uint8Array.from(data) },
    });
    expect(services.saved).toEqual([picture(0, 255, 128, 0), picture(1, 0, 51, 255)]);
  });

  test('makes PNG files with the workflow inside unless told otherwise', () => {
    expect(saveImage.effect).toBe(true);
    expect(saveImage.params.parse({})).toMatchObject({
      prefix: 'latentgraph',
      format: 'png',
      embedWorkflow: true,
    });
  });

  test.each(['चित्र', 'বাংলা', 'தமிழ்', 'e\u0301te\u0301', 'می\u200cخواهم', '夜の家', 'ação 2'])(
    'takes letters of every script with their marks: %s',
    (prefix) => {
      expect(saveImage.params.safeParse({ prefix })).toMatchObject({ success: true, data: { prefix } });
    },
  );

  test.each(['', '\u0301', '.', '../up', 'a/b', ' led', 'a\0b', 'x'.repeat(65)])(
    'refuses the prefix %j',
    (prefix) => {
      expect(saveImage.params.safeParse({ prefix }).success).toBe(false);
    },
  );
});
