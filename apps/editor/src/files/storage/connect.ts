import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** A browser that will not open a database within this time is not waited for: the page would stay empty. */
const PATIENCE_MS = 4000;

export interface DatabaseLayout<Stores extends DBSchema> {
  readonly name: string;
  readonly version: number;
  upgrade(database: IDBPDatabase<Stores>): void;
}

/**
 * Opens one of the browser's databases when it is first asked for, and again where the browser closed it.
 *
 * @returns what gives the database; it may reject each time, and every use of the database may
 */
export function connectTo<Stores extends DBSchema>({
  name,
  version,
  upgrade,
}: DatabaseLayout<Stores>): () => Promise<IDBPDatabase<Stores>> {
  return shareConnection((onClosed) =>
    openDB<Stores>(name, version, {
      upgrade,
      // A newer version of this page in another tab wants to change the database: this tab opens it again when it needs it.
      blocking(_, __, event) {
        (event.target as IDBDatabase).close();
        onClosed();
      },
      terminated: onClosed,
    }),
  );
}

/**
 * One connection for all who ask, opened anew after it was refused or closed. One patience, too: while the browser does
 * not answer, whoever asks after the first few seconds is refused at once, until it does.
 */
export function shareConnection<Connection>(
  open: (onClosed: () => void) => Promise<Connection>,
): () => Promise<Connection> {
  let shared: Promise<Connection> | undefined;

  function connect(): Promise<Connection> {
    const connection = Promise.resolve().then(() => open(forget));
    const inTime = withinPatience(connection);
    function forget(): void {
      if (shared === inTime || shared === connection) shared = undefined;
    }
    connection.then(() => {
      if (shared === inTime) shared = connection;
    }, forget);
    return inTime;
  }

  return () => {
    shared ??= connect();
    return shared;
  };
}

function withinPatience<Value>(work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new DOMException('The database does not answer.', 'TimeoutError')),
      PATIENCE_MS,
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
