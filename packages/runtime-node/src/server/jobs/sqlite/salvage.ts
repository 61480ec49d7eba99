import { type SqliteDatabase, transact } from './sqlite-database.ts';

const DETAILS = ['requests', 'events', 'outputs', 'inputs'];

interface Column {
  readonly name: string;
  readonly type: string;
}

/** Copies every job that can be read from a damaged database into a sound one, over what that has of it. */
export class Salvage {
  readonly #sound: SqliteDatabase;
  readonly #damaged: SqliteDatabase;
  readonly #columns = new Map<string, readonly Column[]>();

  constructor(sound: SqliteDatabase, damaged: SqliteDatabase) {
    this.#sound = sound;
    this.#damaged = damaged;
  }

  /** Closes the damaged one. `lost` are jobs of which there is nothing, or only what the sound one had. */
  run(): { readonly read: number; readonly lost: number } {
    let [read, lost] = [0, 0];
    transact(this.#sound, () => {
      const last = Math.max(highestNumber(this.#sound), highestNumber(this.#damaged));
      for (let number = 1; number <= last; number += 1) {
        const found = this.#copy(number);
        if (found === 'read') read += 1;
        if (found === 'lost') lost += 1;
      }
    });
    this.#damaged.close();
    return { read, lost };
  }

  #copy(number: number): 'read' | 'none' | 'lost' {
    const isKnown = this.#sound.prepare('SELECT 1 FROM jobs WHERE number = ?').get([number]) !== undefined;
    const job = this.#read('jobs', 'number', number);
    if (job?.length === 0 && !isKnown) return 'none';
    const details = DETAILS.map((table) => this.#read(table, 'job', number));
    // A job without its request or its events is better than none, but not better than the backup's.
    const isBetter = job?.length === 1 && (!isKnown || details.every((rows) => rows !== undefined));
    return isBetter && this.#write(number, job, details) ? 'read' : 'lost';
  }

  /** @returns undefined when they cannot be read */
  #read(table: string, key: string, number: number): readonly unknown[][] | undefined {
    try {
      const columns = this.#columnsOf(table).map(({ name, type }) =>
        type === 'TEXT' ? `CAST(${name} AS BLOB)` : name,
      );
      const select = this.#damaged.prepare(`SELECT ${columns.join(', ')} FROM ${table} WHERE ${key} = ?`);
      return select.raw().all([number]) as unknown[][];
    } catch {
      return undefined;
    }
  }

  /** @returns whether the sound one took them: what was damaged may break its rules */
  #write(
    number: number,
    job: readonly unknown[][],
    details: readonly (readonly unknown[][] | undefined)[],
  ): boolean {
    this.#sound.exec('SAVEPOINT job');
    try {
      this.#sound.prepare('DELETE FROM jobs WHERE number = ?').run([number]);
      this.#insert('jobs', job);
      for (const [index, table] of DETAILS.entries()) this.#insert(table, details[index] ?? []);
      this.#sound.exec('RELEASE job');
      return true;
    } catch {
      this.#sound.exec('ROLLBACK TO job; RELEASE job');
      return false;
    }
  }

  #insert(table: string, rows: readonly unknown[][]): void {
    if (rows.length === 0) return;
    const columns = this.#columnsOf(table);
    const names = columns.map(({ name }) => name).join(', ');
    const values = columns.map(({ type }) => (type === 'TEXT' ? 'CAST(? AS TEXT)' : '?')).join(', ');
    const insert = this.#sound.prepare(`INSERT INTO ${table} (${names}) VALUES (${values})`);
    for (const row of rows) insert.run(row);
  }

  /** Those that the damaged one has: it may be of an earlier version. */
  #columnsOf(table: string): readonly Column[] {
    const known = this.#columns.get(table);
    if (known) return known;
    const columns = this.#damaged
      .prepare(`SELECT name, type FROM pragma_table_info('${table}')`)
      .all([]) as Column[];
    this.#columns.set(table, columns);
    return columns;
  }
}

function highestNumber(database: SqliteDatabase): number {
  try {
    const row = database.prepare('SELECT max(number) AS number FROM jobs').get([]);
    return (row as { number: number | null }).number ?? 0;
  } catch {
    return 0;
  }
}
