import { expect, it } from 'vitest';
import { createRunSettings, MAX_COUNT } from './run-settings.ts';

function tabStorage(kept: Record<string, string> = {}) {
  return {
    getItem: (key: string) => kept[key] ?? null,
    setItem(key: string, value: string) {
      kept[key] = value;
    },
  };
}

it('keep the number of runs over a reload of the tab', () => {
  const storage = tabStorage();
  createRunSettings(() => storage).setState({ count: 4, live: true });
  expect(createRunSettings(() => storage).getState()).toMatchObject({ count: 4, live: false });
});

it.each(['', 'many', '0', '2.5', String(MAX_COUNT + 1)])('ask for one run where %j was kept', (kept) => {
  const storage = tabStorage({ 'latentgraph.run-count': kept });
  expect(createRunSettings(() => storage).getState().count).toBe(1);
});

it('work in a browser that keeps nothing', () => {
  const settings = createRunSettings(() => {
    throw new Error('denied');
  });
  settings.setState({ count: 3 });
  expect(settings.getState().count).toBe(3);
});
