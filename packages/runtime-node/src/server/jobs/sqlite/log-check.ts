import { readFileSync } from 'node:fs';

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** The last bit says in which byte order the checksums are computed. */
const MAGIC = 0x377f0682;

export interface LogDamage {
  /** Transactions behind the damage, each whole: SQLite passes over them without a word. */
  readonly lostTransactions: number;
  readonly bytes: Uint8Array;
}

/**
 * Looks whether the write-ahead log holds more than SQLite will read of it. At the first frame whose checksum is wrong
 * SQLite takes the log for ended, which is right for a write that a crash cut off and wrong for a flipped bit. What
 * a killed process leaves has no commit behind it; what a power cut tears can only be the last.
 *
 * @param path of the log; call it before the database is opened, which overwrites what it passes over
 * @see https://www.sqlite.org/fileformat2.html#the_write_ahead_log
 */
export function findLogDamage(path: string): LogDamage | undefined {
  const bytes = readIfThere(path);
  if (bytes === undefined || bytes.length < HEADER_BYTES + FRAME_HEADER_BYTES) return undefined;
  const lostTransactions = countLost(bytes);
  return lostTransactions === 0 ? undefined : { lostTransactions, bytes };
}

function countLost(log: Buffer): number {
  const magic = log.readUInt32BE(0);
  const pageBytes = log.readUInt32BE(8);
  const isLittle = (magic & 1) === 0;
  const header = checksum(log.subarray(0, 24), [0, 0], isLittle);
  const isHeaderSound =
    magic >>> 1 === MAGIC >>> 1 && header[0] === log.readUInt32BE(24) && header[1] === log.readUInt32BE(28);
  // Nothing of such a log is read; how much there was is not known, at least one.
  if (!isHeaderSound) return 1;
  let running = header;
  let isSound = true;
  let lost = 0;
  const frameBytes = FRAME_HEADER_BYTES + pageBytes;
  for (let at = HEADER_BYTES; at + frameBytes <= log.length; at += frameBytes) {
    const frame = log.subarray(at, at + frameBytes);
    // Frames of an earlier round of the log have other salts.
    const isOfThisRound = frame.subarray(8, 16).equals(log.subarray(16, 24));
    if (isSound) {
      running = checksum(
        frame.subarray(FRAME_HEADER_BYTES),
        checksum(frame.subarray(0, 8), running, isLittle),
        isLittle,
      );
      isSound =
        isOfThisRound && running[0] === frame.readUInt32BE(16) && running[1] === frame.readUInt32BE(20);
    }
    const isCommit = frame.readUInt32BE(4) !== 0;
    if (!isSound && isOfThisRound && isCommit) lost += 1;
  }
  return lost;
}

type Sums = readonly [number, number];

function checksum(bytes: Buffer, [first, second]: Sums, isLittle: boolean): Sums {
  let [a, b] = [first, second];
  for (let at = 0; at < bytes.length; at += 8) {
    const one = isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
    const other = isLittle ? bytes.readUInt32LE(at + 4) : bytes.readUInt32BE(at + 4);
    a = (a + one + b) >>> 0;
    b = (b + other + a) >>> 0;
  }
  return [a, b];
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
