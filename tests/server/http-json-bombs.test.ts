import { expect, it } from 'vitest';
import { codeOf, send } from './support/raw-request.ts';
import { createScriptedRuntime } from './support/scripted-runtime.ts';
import { startTestServer, TOKEN } from './support/test-server.ts';

/** A body with a piece in it as often as 4 MB hold it: enough to be refused for, whatever follows. */
function filledWith(piece: string): Buffer {
  return Buffer.concat([Buffer.from('{"document":['), Buffer.alloc(4 * 2 ** 20, piece)]);
}

it.each([
  ['[],', 'too-many-values'],
  ['{},', 'too-many-values'],
  ['0,', 'too-many-values'],
  ['"",', 'too-many-values'],
  ['[', 'nested-too-deep'],
  ['{"a":', 'nested-too-deep'],
  [',', 'too-many-values'],
])('refuses a body full of %s before it parses any of it', async (piece, code) => {
  const { url } = await startTestServer({ runtime: createScriptedRuntime(() => {}) });
  const answer = await send(url, {
    method: 'POST',
    path: '/api/runs',
    headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
    body: filledWith(piece),
  });
  expect([answer.status, codeOf(answer)]).toEqual([422, code]);
});
