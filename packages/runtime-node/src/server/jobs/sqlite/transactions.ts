import type { Reserve } from '../../../files/disk-reserve.ts';
import { isShortOfRoom, noRoom, storageRefusal } from './database-problem.ts';
import { type SqliteDatabase, transact } from './sqlite-database.ts';

/**
 * All or nothing, and on the disk when it returns. What the disk refuses becomes a StorageRefused that says why. Some
 * room is held in reserve for what ends and frees, so that a full disk can be cleaned up.
 */
export class Transactions {
  readonly #database: SqliteDatabase;
  readonly #path: string;
  readonly #reserve: Reserve;

  constructor(database: SqliteDatabase, path: string, reserve: Reserve) {
    this.#database = database;
    this.#path = path;
    this.#reserve = reserve;
  }

  /** @throws StorageRefused */
  read<Value>(work: () => Value): Value {
    return this.#told(work);
  }

  /**
   * For what is new: it may not take the room that was held for cleaning up.
   *
   * @throws StorageRefused
   */
  add<Value>(work: () => Value): Value {
    if (!this.#reserve.hold()) throw noRoom(this.#path);
    return this.write(work);
  }

  /** @throws StorageRefused */
  write<Value>(work: () => Value): Value {
    return this.#told(() => transact(this.#database, work));
  }

  /**
   * For what ends or frees something: when the disk is full, it gets what was held in reserve.
   *
   * @throws StorageRefused
   */
  free<Value>(work: () => Value): Value {
    return this.#told(() => {
      try {
        return transact(this.#database, work);
      } catch (error) {
        if (!isShortOfRoom(error) || !this.#reserve.release()) throw error;
        return transact(this.#database, work);
      }
    });
  }

  #told<Value>(work: () => Value): Value {
    try {
      return work();
    } catch (error) {
      throw storageRefusal(error, this.#path) ?? error;
    }
  }
}
