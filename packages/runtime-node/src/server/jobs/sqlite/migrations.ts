/**
 * `migrations[n]` turns a database of version n into one of version n + 1. What has been released never changes;
 * new needs are met by a new entry.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE jobs (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    job_key TEXT UNIQUE,
    name TEXT,
    state TEXT NOT NULL,
    priority INTEGER NOT NULL,
    submitted_at INTEGER NOT NULL,
    started_at INTEGER,
    ended_at INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    crashes INTEGER NOT NULL DEFAULT 0,
    cancelling INTEGER NOT NULL DEFAULT 0,
    last_seq INTEGER NOT NULL DEFAULT 0,
    event_bytes INTEGER NOT NULL DEFAULT 0,
    thinned INTEGER NOT NULL DEFAULT 0,
    problems TEXT NOT NULL DEFAULT '[]',
    search TEXT NOT NULL
  ) STRICT;
  CREATE INDEX jobs_waiting ON jobs (priority DESC, number) WHERE state = 'queued';
  CREATE INDEX jobs_by_state ON jobs (state, number);

  CREATE TABLE requests (
    job INTEGER PRIMARY KEY REFERENCES jobs ON DELETE CASCADE,
    body TEXT NOT NULL
  ) STRICT;

  CREATE TABLE events (
    job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    type TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (job, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE outputs (
    job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    node TEXT NOT NULL,
    batch_index INTEGER NOT NULL,
    asset TEXT NOT NULL,
    media_type TEXT NOT NULL,
    width_px INTEGER NOT NULL,
    height_px INTEGER NOT NULL,
    PRIMARY KEY (job, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX outputs_by_asset ON outputs (asset);

  CREATE TABLE inputs (
    job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,
    asset TEXT NOT NULL,
    PRIMARY KEY (job, asset)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX inputs_by_asset ON inputs (asset);
  `,
  `
  ALTER TABLE jobs ADD COLUMN trashed_in INTEGER;
  CREATE TABLE tidying (round INTEGER NOT NULL) STRICT;
  INSERT INTO tidying VALUES (0);
  `,
];
