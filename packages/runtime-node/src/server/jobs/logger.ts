import type { Logger } from 'pino';

/** What jobs write to the log; any pino logger will do. */
export type JobLogger = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
