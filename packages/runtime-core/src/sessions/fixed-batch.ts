import type { Backend, Feed, IntegerFeed, Tensor } from '@latentgraph/nodes';
import type { OrtValueMetadata } from './ort.ts';

/** How many rows a file takes in every call, where its export fixed that; undefined where it takes any number. */
export function fixedBatch(inputs: readonly OrtValueMetadata[]): number | undefined {
  const main = inputs.find((input) => input.isTensor && input.shape.length > 1);
  const axis = main?.isTensor ? main.shape[0] : undefined;
  return typeof axis === 'number' && axis > 0 ? axis : undefined;
}

/**
 * Evaluates any number of rows with a file that takes `batch` at once: in as many calls as that needs, the last one filled
 * up with repetitions of its last row, whose outputs are dropped.
 *
 * @param feeds each of one row, or of as many as the largest
 */
export async function inFixedBatches<Output extends Tensor>(
  ops: Pick<Backend, 'concat' | 'slice'>,
  batch: number | undefined,
  feeds: Readonly<Record<string, Feed>>,
  evaluate: (feeds: Readonly<Record<string, Feed>>) => Promise<Readonly<Record<string, Output>>>,
): Promise<Readonly<Record<string, Tensor>>> {
  const rows = Math.max(
    1,
    ...Object.values(feeds).map((feed) => (typeof feed === 'number' ? 1 : feed.dims[0]!)),
  );
  if (batch === undefined || rows === batch) return evaluate(feeds);
  const parts: Readonly<Record<string, Output>>[] = [];
  for (let from = 0; from < rows; from += batch) {
    const part: Record<string, Feed> = {};
    for (const [name, feed] of Object.entries(feeds)) part[name] = await rowsOf(ops, feed, from, batch);
    parts.push(await evaluate(part));
  }
  const joined: Record<string, Tensor> = {};
  for (const name of Object.keys(parts[0]!)) {
    const outputs = parts.map((part) => part[name]!);
    const whole = outputs.length === 1 ? outputs[0]! : await ops.concat(outputs, 0);
    joined[name] = whole.dims[0] === rows ? whole : await ops.slice(whole, 0, 0, rows);
  }
  return joined;
}

/** `count` rows from `from` on; behind the last, the last one again. */
async function rowsOf(
  ops: Pick<Backend, 'concat' | 'slice'>,
  feed: Feed,
  from: number,
  count: number,
): Promise<Feed> {
  if (typeof feed === 'number') return feed;
  if ('integers' in feed) return integerRows(feed, from, count);
  const rows = feed.dims[0]!;
  const start = Math.min(from, rows - 1);
  const end = Math.min(start + count, rows);
  const given = start === 0 && end === rows ? feed : await ops.slice(feed, 0, start, end);
  if (end - start === count) return given;
  const last = rows === 1 ? feed : await ops.slice(feed, 0, rows - 1, rows);
  return ops.concat([given, ...new Array<Tensor>(count - (end - start)).fill(last)], 0);
}

function integerRows({ integers, dims }: IntegerFeed, from: number, count: number): IntegerFeed {
  const [rows, ...rest] = dims as [number, ...number[]];
  const width = integers.length / rows;
  const taken = Array.from({ length: count }, (_, index) => Math.min(from + index, rows - 1)).flatMap((row) =>
    integers.slice(row * width, (row + 1) * width),
  );
  return { integers: taken, dims: [count, ...rest] };
}
