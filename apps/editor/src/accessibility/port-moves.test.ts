import { expect, test } from 'vitest';
import { portBeside, type ShownPorts } from './port-moves.ts';

const shown: ShownPorts = { inputs: ['unet', 'latent', 'step'], outputs: ['prediction'] };
const edges = [
  { from: { node: 'start', port: 'latent' }, to: { node: 'unet', port: 'latent' } },
  { from: { node: 'unet', port: 'prediction' }, to: { node: 'guidance', port: 'conditional' } },
];

test('up and down stay on the side, and stop at its ends', () => {
  const latent = { node: 'unet', port: 'latent', side: 'input' } as const;
  expect(portBeside(latent, 'up', shown, edges)).toEqual({ ...latent, port: 'unet' });
  expect(portBeside(latent, 'down', shown, edges)).toEqual({ ...latent, port: 'step' });
  expect(portBeside({ ...latent, port: 'step' }, 'down', shown, edges)).toBeUndefined();
});

test('outwards follows the wire, in either direction', () => {
  const input = { node: 'unet', port: 'latent', side: 'input' } as const;
  expect(portBeside(input, 'left', shown, edges)).toEqual({ node: 'start', port: 'latent', side: 'output' });
  expect(portBeside({ ...input, port: 'step' }, 'left', shown, edges)).toBeUndefined();
  const output = { node: 'unet', port: 'prediction', side: 'output' } as const;
  const far = { node: 'guidance', port: 'conditional', side: 'input' };
  expect(portBeside(output, 'right', shown, edges)).toEqual(far);
});

test('inwards crosses the node, to the nearest row that the other side has', () => {
  const input = { node: 'unet', port: 'step', side: 'input' } as const;
  const output = { node: 'unet', port: 'prediction', side: 'output' } as const;
  expect(portBeside(input, 'right', shown, edges)).toEqual(output);
  expect(portBeside(output, 'left', shown, edges)).toEqual({ ...input, port: 'unet' });
});
