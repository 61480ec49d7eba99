import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { createBarReporter } from './bar-reporter.ts';

const CLEAR_LINE = '\u001b[2K';

it('takes the bar away before it says something else, and leaves nothing behind', () => {
  const terminal = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true, columns: 80 });
  const reporter = createBarReporter((line) => void terminal.write(`${line}\n`), terminal);
  reporter.report({
    run: 'r',
    seq: 1,
    type: 'stepFinished',
    zone: 'denoise',
    step: 1,
    count: 3,
    elapsedMs: 9,
  });
  reporter.note('Cancelling after this step.');
  reporter.end();
  const [before, after] = String(terminal.read()).split('Cancelling after this step.\n');
  expect(before).toContain('step 1 of 3');
  expect(before?.endsWith(CLEAR_LINE)).toBe(true);
  expect(after).toBe('');
});
