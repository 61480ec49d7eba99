import { expect, it } from 'vitest';
import { explainUnreachable, parseServerAddress } from './server-address.ts';

it.each([
  ['127.0.0.1:8188', 'http://127.0.0.1:8188'],
  [' http://localhost:8188/ ', 'http://localhost:8188'],
  ['https://gpu.example/some/path?x', 'https://gpu.example'],
])('reads the address %s', (text, url) => {
  expect(parseServerAddress(text)).toEqual({ ok: true, warnings: [], url });
});

it.each(['', '   ', 'not an address', 'http://'])('refuses %j', (text) => {
  expect(parseServerAddress(text)).toMatchObject({
    ok: false,
    problems: [{ code: 'server-address-invalid' }],
  });
});

it('says what the browser does not: that the server has to allow this page', () => {
  const found = { code: 'server-unreachable', severity: 'error', message: 'No answer.', remedy: '' } as const;
  expect(explainUnreachable(found, 'https://editor.example').remedy).toContain(
    '--allow-origin https://editor.example',
  );
  const refused = { ...found, code: 'token-missing' };
  expect(explainUnreachable(refused, 'https://editor.example')).toBe(refused);
});
