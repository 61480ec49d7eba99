import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPictureUrls } from './picture-urls.ts';

const LONG_MS = 60_000;
const PICTURE = new Blob(['picture'], { type: 'image/png' });

/** URLs that are in force. */
const live = new Set<string>();

/** What a load is answered with, when the test says so. */
function createSource() {
  const answers: ((blob: Blob | undefined) => void)[] = [];
  const failures: ((error: Error) => void)[] = [];
  const urls = createPictureUrls(
    () =>
      new Promise((answer, fail) => {
        answers.push(answer);
        failures.push(fail);
      }),
  );
  return { urls, answers, failures };
}

describe('URLs of pictures', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    live.clear();
    const { createObjectURL, revokeObjectURL } = URL;
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      const url = createObjectURL(blob);
      live.add(url);
      return url;
    });
    vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => {
      revokeObjectURL(url);
      live.delete(url);
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('are made once for all users, and revoked a while after the last', async () => {
    const { urls, answers } = createSource();
    const [one, other] = [urls.acquire('a'), urls.acquire('a')];
    answers[0]!(PICTURE);
    const url = await one.url;
    expect([await other.url, urls.peek('a'), [...live]]).toEqual([url, url, [url]]);
    one.release();
    await vi.advanceTimersByTimeAsync(LONG_MS);
    expect([...live]).toEqual([url]);
    other.release();
    await vi.advanceTimersByTimeAsync(1_000);
    urls.acquire('a').release();
    expect(answers).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(LONG_MS);
    expect([live.size, urls.peek('a')]).toEqual([0, undefined]);
  });

  it('stay while they are used, whoever gave up an earlier one that was not to be had', async () => {
    const { urls, answers } = createSource();
    const early = urls.acquire('a');
    answers[0]!(undefined);
    expect(await early.url).toBeUndefined();
    const late = urls.acquire('a');
    answers[1]!(PICTURE);
    const url = await late.url;
    early.release();
    await vi.advanceTimersByTimeAsync(LONG_MS);
    expect([[...live], urls.peek('a')]).toEqual([[url], url]);
  });

  it('are looked for again after a load that failed', async () => {
    const { urls, answers, failures } = createSource();
    const early = urls.acquire('a');
    failures[0]!(new Error('The server is away.'));
    expect(await early.url).toBeUndefined();
    const late = urls.acquire('a');
    answers[1]!(PICTURE);
    expect([await late.url]).toEqual([...live]);
  });

  it('of a load that came after everybody had left are not made', async () => {
    const { urls, answers } = createSource();
    urls.acquire('a').release();
    await vi.advanceTimersByTimeAsync(LONG_MS);
    const late = urls.acquire('a');
    answers[0]!(PICTURE);
    answers[1]!(PICTURE);
    expect([await late.url]).toEqual([...live]);
    late.release();
    await vi.advanceTimersByTimeAsync(LONG_MS);
    expect(live.size).toBe(0);
  });
});
