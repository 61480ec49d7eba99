import { SingleBar } from 'cli-progress';
import { megabytes } from './event-text.ts';

/** A bar of the bytes of a model that were read; on terminals alone. */
export function createHashingBar(terminal: NodeJS.WritableStream = process.stderr): {
  show(readBytes: number, totalBytes: number): void;
  stop(): void;
} {
  let bar: SingleBar | undefined;
  return {
    show(readBytes, totalBytes) {
      const words = { total_size: megabytes(totalBytes) };
      if (bar) return bar.update(readBytes, words);
      bar = new SingleBar({
        ...{ stream: terminal, clearOnComplete: true, hideCursor: true },
        format: 'Reading {total_size} {bar} {percentage} %',
      });
      bar.start(totalBytes, readBytes, words);
    },
    stop: () => bar?.stop(),
  };
}
