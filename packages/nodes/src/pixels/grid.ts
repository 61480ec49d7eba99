import { filledPicture, type Picture, pasteInto } from './picture.ts';

export interface GridOptions {
  /** Pictures in a row. */
  readonly columns: number;
  /** Between pictures, not around them. */
  readonly gapPx: number;
  /** One value a channel, for gaps and empty cells. */
  readonly background: readonly number[];
}

/**
 * Lays all pictures of all batches out in rows, in order. Cells are as large as the largest picture; smaller ones
 * stand in the middle of theirs.
 *
 * @param batches at least one picture, all with equal channels
 * @returns a batch of one
 */
export function gridPicture(
  batches: readonly Picture[],
  { columns, gapPx, background }: GridOptions,
): Picture {
  const cells = batches.flatMap((picture) =>
    Array.from({ length: picture.batch }, (_, index) => ({ picture, index })),
  );
  const cellWidth = Math.max(...batches.map((picture) => picture.widthPx));
  const cellHeight = Math.max(...batches.map((picture) => picture.heightPx));
  const across = Math.min(columns, cells.length);
  const down = Math.ceil(cells.length / across);
  const widthPx = across * (cellWidth + gapPx) - gapPx;
  const heightPx = down * (cellHeight + gapPx) - gapPx;
  const grid = filledPicture({ batch: 1, heightPx, widthPx, channels: batches[0]!.channels }, background);
  cells.forEach(({ picture, index }, cell) => {
    const column = cell % across;
    const row = Math.floor(cell / across);
    pasteInto(grid, 0, picture, index, {
      leftPx: column * (cellWidth + gapPx) + Math.floor((cellWidth - picture.widthPx) / 2),
      topPx: row * (cellHeight + gapPx) + Math.floor((cellHeight - picture.heightPx) / 2),
    });
  });
  return grid;
}
