import type Database from 'libsql';

export type SqliteDatabase = Database.Database;

/** The driver's own wrapper rolls back what SQLite has rolled back already, and then tells of that alone. */
export function transact<Value>(database: SqliteDatabase, work: () => Value): Value {
  database.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    database.exec('COMMIT');
    return value;
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
