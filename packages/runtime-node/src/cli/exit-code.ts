/** What the command line's exit codes mean; scripts rely on them. */
export const exitCode = {
  done: 0,
  /** The run or the machine failed: a node's error, a missing file, a full disk. */
  failed: 1,
  /** Bad usage or a bad document: nothing was run. */
  badInput: 2,
  /** Cancelled by Ctrl-C. */
  cancelled: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
