import { addNote, setName } from '@latentgraph/graph-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createEditor } from '../document/editor.ts';
import { newDocument } from '../document/new-document.ts';
import { createKeeper, type Keeping } from './keeper.ts';
import { newStoredWorkflow } from './storage/stored-workflow.ts';
import { createMemoryWorkflows } from './testing/memory-workflows.ts';

function setUp() {
  const editor = createEditor(newDocument('First'), { now: () => 0 });
  const workflows = createMemoryWorkflows();
  const seen: Keeping['state'][] = [];
  const first = newStoredWorkflow(editor.document);
  const keeper = createKeeper(first, {
    ...{ editor, workflows },
    onKeeping: ({ state }) => seen.push(state),
    onConflict: async () => 'another-key',
  });
  const textOf = (key: string) => workflows.stored.get(key)?.text ?? '';
  return { editor, workflows, keeper, key: first.key, seen, textOf };
}

const note = (text: string) => addNote({ text, position: { x: 0, y: 0 } });

describe('keeping the open document', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('writes nothing of a document that nobody changed', async () => {
    const { workflows, keeper } = setUp();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await keeper.flush()).toBe(true);
    expect(workflows.stored.size).toBe(0);
  });

  test('writes each change within half a second, also while changes go on', async () => {
    const { editor, seen, key, textOf } = setUp();
    for (let change = 0; change < 20; change += 1) {
      editor.apply(setName(`Name ${change}`));
      await vi.advanceTimersByTimeAsync(100);
      if (change > 5)
        expect(textOf(key)).toMatch(
          new RegExp(`Name (${change}|${change - 1}|${change - 2}|${change - 3}|${change - 4})`),
        );
    }
    await vi.advanceTimersByTimeAsync(500);
    expect(textOf(key)).toContain('Name 19');
    expect(seen.at(-1)).toBe('saved');
  });

  test('keeps what happens during a write', async () => {
    const { editor, keeper, key, textOf } = setUp();
    editor.apply(note('before'));
    const flushed = keeper.flush();
    editor.apply(note('during'));
    expect(await flushed).toBe(true);
    expect(textOf(key)).toContain('during');
    expect(keeper.isKept).toBe(true);
  });

  test('keeps what happens during a write that takes longer than the pause before the next', async () => {
    const { editor, workflows, key, textOf } = setUp();
    workflows.slowness.ms = 2000;
    editor.apply(note('before'));
    await vi.advanceTimersByTimeAsync(500);
    editor.apply(note('during'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(textOf(key)).toContain('during');
  });

  test('goes on under another key where somebody else wrote, and leaves theirs alone', async () => {
    const { editor, workflows, keeper, key, textOf } = setUp();
    editor.apply(note('mine'));
    await keeper.flush();
    const { workflow } = workflows.stored.get(key)!;
    workflows.stored.set(key, { workflow: { ...workflow, revision: 7 }, text: 'theirs' });

    editor.apply(note('mine again'));
    expect(await keeper.flush()).toBe(true);
    expect(textOf(key)).toBe('theirs');
    expect(textOf('another-key')).toContain('mine again');
    expect(keeper.workflow.key).toBe('another-key');
  });

  test('says that it failed, and tries again by itself', async () => {
    const { editor, workflows, keeper, key, seen, textOf } = setUp();
    workflows.faults.push(new DOMException('full', 'QuotaExceededError'));
    editor.apply(note('kept late'));
    expect(await keeper.flush()).toBe(false);
    expect(seen.at(-1)).toBe('failed');
    await vi.advanceTimersByTimeAsync(6000);
    expect(textOf(key)).toContain('kept late');
    expect(seen.at(-1)).toBe('saved');
  });

  test('tries again with the next change, before it would by itself', async () => {
    const { editor, workflows, keeper, textOf, key } = setUp();
    workflows.faults.push(new DOMException('full', 'QuotaExceededError'));
    editor.apply(note('first'));
    expect(await keeper.flush()).toBe(false);
    editor.apply(note('next'));
    await vi.advanceTimersByTimeAsync(500);
    expect(textOf(key)).toContain('next');
  });

  test('writes the document that was taken up under its own key', async () => {
    const { editor, keeper, key, textOf } = setUp();
    editor.apply(note('of the first'));
    await keeper.flush();
    const next = newDocument('Second');
    const second = newStoredWorkflow(next);
    keeper.adopt(next, second, 'untouched');
    editor.replace(next);
    editor.apply(note('of the second'));
    await keeper.flush();
    expect(textOf(key)).toContain('of the first');
    expect(textOf(second.key)).toContain('of the second');
  });

  test('changes beside the text are of the document that was open then', async () => {
    const { editor, workflows, keeper, key } = setUp();
    const next = newDocument('Second');
    const second = newStoredWorkflow(next, { restricted: 'link' });
    await workflows.write(second, JSON.stringify(next));
    editor.apply(note('of the first'));
    workflows.slowness.ms = 100;
    await vi.advanceTimersByTimeAsync(450);
    const amended = keeper.amend({ restricted: 'file' });
    keeper.adopt(next, second, 'saved');
    editor.replace(next);
    await vi.advanceTimersByTimeAsync(1000);
    await amended;
    expect(workflows.stored.get(key)?.workflow.restricted).toBe('file');
    expect(workflows.stored.get(second.key)?.workflow.restricted).toBe('link');
  });

  test('keeps changes beside the text with what is written later', async () => {
    const { editor, workflows, keeper, key } = setUp();
    editor.apply(note('one'));
    await keeper.flush();
    await keeper.amend({ restricted: 'link' });
    expect(workflows.stored.get(key)!.workflow.restricted).toBe('link');
    editor.apply(note('two'));
    await keeper.flush();
    expect(workflows.stored.get(key)!.workflow).toMatchObject({ restricted: 'link', revision: 2 });
  });
});
