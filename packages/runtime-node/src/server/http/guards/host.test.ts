import { expect, it } from 'vitest';
import { allowedHosts } from './host.ts';
import { normalHost } from './host-name.ts';

it('compares hosts as browsers write them', () => {
  const given = [
    ...[
      'GPU.Example',
      'gpu.example:443',
      'gpu.example:80',
      'gpu.example.',
      'GPU.example.:8443',
      'bücher.example',
    ],
    ...['[0:0:0:0:0:0:0:1]:80', '[::1]:8188', '127.0.0.1:80'],
  ];
  expect(given.map(normalHost)).toEqual([
    ...[
      'gpu.example',
      'gpu.example',
      'gpu.example',
      'gpu.example',
      'gpu.example:8443',
      'xn--bcher-kva.example',
    ],
    ...['[::1]', '[::1]:8188', '127.0.0.1'],
  ]);
});

it('takes nothing for a host that is none', () => {
  const given = ['', ' ', 'a b', 'https://a', 'a/b', 'me@a', 'a:port', '::1', 'a\\b', 'a#b', 'a?b'];
  expect(given.map(normalHost)).toEqual(given.map(() => undefined));
});

it('answers to its own names, on port 80 without the port', () => {
  expect([...allowedHosts('127.0.0.1', 80)].sort()).toEqual(['127.0.0.1', '[::1]', 'localhost']);
  expect([...allowedHosts('GPU-Box', 8188, ['Lab.example:443', 'lab.example:9'])].sort()).toEqual([
    ...['127.0.0.1:8188', '[::1]:8188', 'gpu-box:8188', 'lab.example', 'lab.example:9', 'localhost:8188'],
  ]);
});
