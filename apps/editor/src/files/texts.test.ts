import { describe, expect, test } from 'vitest';
import { fileNameOf } from './disk/file-access.ts';
import { keepingText } from './keeping-text.ts';
import { timeAgo } from './time-ago.ts';

describe('words for files', () => {
  test.each([
    ['Text to image', 'text-to-image.json'],
    ['Łódź: 夜の家!', 'łódź-夜の家.json'],
    ['../../etc/passwd', 'etc-passwd.json'],
    ['<script>alert(1)</script>', 'script-alert-1-script.json'],
    ['...', 'workflow.json'],
    ['', 'workflow.json'],
    ['हिन्दी चित्र', 'हिन्दी-चित्र.json'],
    ['Cafe\u0301 தமிழ்', 'café-தமிழ்.json'],
    ['x'.repeat(300), `${'x'.repeat(200)}.json`],
    ['நீ'.repeat(80), `${'நீ'.repeat(33)}.json`],
  ])('the file of %j is %s', (name, file) => {
    expect(fileNameOf(name)).toBe(file);
  });

  test.each([
    [0, 'just now'],
    [59_000, 'just now'],
    [60_000, '1 minute ago'],
    [3 * 3600_000, '3 hours ago'],
    [24 * 3600_000, 'yesterday'],
    [6 * 24 * 3600_000, '6 days ago'],
    [60 * 24 * 3600_000, 'Mar 2, 2026'],
  ])('%d ms ago is %s', (elapsedMs, words) => {
    const now = Date.UTC(2026, 4, 1, 12);
    expect(timeAgo(now - elapsedMs, now)).toBe(words);
  });

  test('how a workflow is kept is said in a word, and at length', () => {
    expect(keepingText({ state: 'untouched' }, null)).toEqual({ short: '', long: '' });
    expect(keepingText({ state: 'saved' }, { name: 'a.json', current: false })).toEqual({
      short: 'Saved',
      long: 'Kept in this browser. Changed since a.json was saved.',
    });
  });
});
