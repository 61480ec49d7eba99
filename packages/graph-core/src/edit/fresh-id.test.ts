import { describe, expect, it } from 'vitest';
import { nodeIdSchema } from '../document/schema.ts';
import { idFromType, idSource } from './fresh-id.ts';

describe('idFromType', () => {
  it.each([
    ['TextEncode', 'text-encode'],
    ['VAEDecode', 'vae-decode'],
    ['UNet', 'unet'],
    ['DenoiseStart', 'denoise-start'],
    ['MaskFromColor', 'mask-from-color'],
    ['somebody:GlowFX2', 'glow-fx2'],
    ['__', 'node'],
    ['日本', 'node'],
    ['X'.repeat(100), 'x'.repeat(56)],
  ])('makes a readable id of %s', (type, id) => {
    expect(idFromType(type)).toBe(id);
    expect(nodeIdSchema.safeParse(idFromType(type)).success).toBe(true);
  });
});

describe('idSource', () => {
  it('counts on from what is taken and what it gave', () => {
    const fresh = idSource((id) => ['unet', 'unet-2', 'noise-7'].includes(id));
    expect(['unet', 'unet', 'unet-2', 'noise-7', 'text'].map(fresh)).toEqual([
      'unet-3',
      'unet-4',
      'unet-5',
      'noise-2',
      'text',
    ]);
  });

  it('keeps to the length of ids and off reserved names', () => {
    const fresh = idSource(() => false);
    const long = 'x'.repeat(64);
    expect([long, long, 'constructor'].map(fresh)).toEqual([long, `${'x'.repeat(56)}-2`, 'constructor-2']);
  });
});
