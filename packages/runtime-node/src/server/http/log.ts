import { type Logger, pino } from 'pino';
import { printable } from '../../cli/terminal.ts';

export type Log = Logger;

/**
 * Structured lines of JSON. Names and paths come from other people: pino escapes line feeds, and what else could move a
 * terminal's cursor or turn its text around is escaped here.
 *
 * @param write takes one line, with its line feed
 */
export function createLog(level: string, write: (line: string) => void): Log {
  return pino(
    { level, base: null, serializers: { error: pino.stdSerializers.err } },
    { write: (line) => write(printable(line)) },
  );
}
