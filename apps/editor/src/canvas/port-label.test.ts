import { expect, test } from 'vitest';
import { portLabel } from './port-label.ts';

test.each([
  ['textEncoder', 'text encoder'],
  ['vae', 'VAE'],
  ['unet', 'UNet'],
  ['whenTrue', 'when true'],
  ['a', 'a'],
  ['latent_2', 'latent 2'],
  ['-', '-'],
  ['constructor', 'constructor'],
])('%s is read as %s', (name, label) => {
  expect(portLabel(name)).toBe(label);
});
