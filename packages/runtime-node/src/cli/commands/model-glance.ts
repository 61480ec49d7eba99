import type { CheckpointDescription } from '@latentgraph/runtime-core';
import type { ModelGlance } from '../../stores/disk-model-store.ts';
import { columns } from '../columns.ts';
import { megabytes } from '../progress/event-text.ts';
import { printableLine } from '../terminal.ts';

/** Digits of a file's sha256 by which sites that share models name it. */
const SHORT_HASH_DIGITS = 10;

/** A model as a short table: what it is, what it is made of, and how it is told from others. */
export function glanceText({ checkpoint, weightHashes, ...model }: ModelGlance): string {
  const hashes = [...weightHashes].flatMap(([path, sha256]) => [
    [weightHashes.size > 1 ? `sha256 ${path}` : 'sha256', sha256],
    ...(weightHashes.size > 1 ? [] : [['short hash', sha256.slice(0, SHORT_HASH_DIGITS)]]),
  ]);
  const variants = model.variants.map((variant) => (variant === '' ? 'plain' : variant)).join(', ');
  return table([
    ['name', model.name],
    ...(checkpoint ? checkpointRows(checkpoint) : [['kind', 'exported to ONNX']]),
    ...(model.variants.some((variant) => variant !== '') ? [['variants', variants]] : []),
    ['size', megabytes(model.sizeBytes)],
    ...hashes,
    ['files', model.directory],
  ]);
}

/** A file that is in no store yet. */
export function descriptionText(file: string, sizeBytes: number, described: CheckpointDescription): string {
  return table([['file', file], ...checkpointRows(described), ['size', megabytes(sizeBytes)]]);
}

function checkpointRows({ family, parts, precision, prediction }: CheckpointDescription): string[][] {
  return [
    ['family', family ?? 'none: a part without a UNet'],
    ['parts', parts.join(', ')],
    ['precision', precision],
    ...(prediction === undefined ? [] : [['predicts', prediction]]),
  ];
}

function table(rows: readonly (readonly string[])[]): string {
  return columns(rows.map((row) => row.map(printableLine)));
}
