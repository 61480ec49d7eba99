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

it('moves while a model is opened, and in a long step', () => {
  const terminal = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true, columns: 80 });
  let now = 0;
  let beat = () => {};
  const shown: string[] = [];
  const reporter = createBarReporter(() => {}, terminal, {
    now: () => now,
    beats(work, intervalMs) {
      beat = () => {
        now += intervalMs;
        work();
        shown.push(lastFrame(String(terminal.read())));
      };
      return () => {};
    },
  });
  const loading = { model: 'big', component: 'unet', loadedBytes: 0, totalBytes: 2e9 } as const;
  reporter.report({ run: 'r', seq: 1, type: 'modelLoading', phase: 'opening', ...loading });
  beat();
  beat();
  reporter.report({
    run: 'r',
    seq: 2,
    type: 'stepFinished',
    zone: 'denoise',
    step: 1,
    count: 3,
    elapsedMs: 9000,
  });
  beat();
  beat();
  reporter.end();
  expect(shown).toEqual([
    'Loading unet of model big (2.0 GB), 1.0 s',
    'Loading unet of model big (2.0 GB), 2.0 s',
    'denoise step 1 of 3, 17 s left, 1.0 s in this step',
    'denoise step 1 of 3, 16 s left, 2.0 s in this step',
  ]);
});

/** What a person sees of the line at last: without the bar's blocks and what moves the cursor. */
function lastFrame(output: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what moves the cursor.
  const frames = output.split(/\u001b\[[0-9]*[A-Z]/).filter((text) => text.trim() !== '');
  return frames.at(-1)?.replace(/ [█░]+/u, '') ?? '';
}
