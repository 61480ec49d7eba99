import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';
import { closeDatabase, openDatabase } from './open-database.ts';
import { Transactions } from './transactions.ts';

/** A database that may not grow, which SQLite takes as it does a full disk; its reserve is room for it to grow. */
async function fullDatabase({ reserves }: { readonly reserves: number }) {
  const path = join(await temporaryFolder(), 'jobs.db');
  let left = reserves;
  let isHeld = reserves > 0;
  const grow = (pages: number) => database.pragma(`max_page_count = ${pages}`);
  const reserve = {
    hold: () => isHeld,
    release: () => {
      if (left === 0) return false;
      left -= 1;
      isHeld = false;
      grow(1000);
      return true;
    },
  };
  const database = openDatabase(path, { hold: () => true, release: () => false });
  onTestFinished(() => closeDatabase(database));
  database.exec('CREATE TABLE notes (text TEXT)');
  grow(1);
  const note = (text: string) => () => database.prepare('INSERT INTO notes VALUES (?)').run([text]);
  const notes = () => database.prepare('SELECT substr(text, 1, 5) AS text FROM notes').all([]);
  return { path, transactions: new Transactions(database, path, reserve), note, notes };
}

const LONG = 'large'.repeat(20_000);

it('says what the disk refused, and goes on afterwards', async () => {
  const { path, transactions, note, notes } = await fullDatabase({ reserves: 0 });
  const refusal = {
    code: 'file-enospc',
    severity: 'error',
    message: `Cannot write to the job database '${path}': the disk is full.`,
    remedy: 'Free some space, or choose a place on another disk.',
  };
  for (const kind of ['write', 'free', 'add'] as const) {
    expect(() => transactions[kind](note(LONG))).toThrow(expect.objectContaining({ problem: refusal }));
  }
  transactions.write(note('small'));
  expect(notes()).toEqual([{ text: 'small' }]);
});

it('gives its reserve to what frees, and takes nothing new while it has none', async () => {
  const { transactions, note, notes } = await fullDatabase({ reserves: 1 });
  expect(() => transactions.add(note(LONG))).toThrow('the disk is full');
  transactions.free(note(LONG));
  expect(() => transactions.add(note('small'))).toThrow('the disk is full');
  expect(notes()).toEqual([{ text: 'large' }]);
});

it('lets a mistake in a statement through as what it is', async () => {
  const { transactions, note, notes } = await fullDatabase({ reserves: 1 });
  const broken = () => {
    note('small')();
    throw new TypeError('a fault');
  };
  for (const kind of ['write', 'free', 'add'] as const) {
    expect(() => transactions[kind](broken)).toThrow(new TypeError('a fault'));
  }
  expect(notes()).toEqual([]);
});
