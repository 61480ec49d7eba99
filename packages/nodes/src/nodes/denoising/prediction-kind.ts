import { ProblemError } from '@latentgraph/graph-core';
import type { PredictionKind, PredictionValue } from '../../contract/values.ts';
import type { Schedule } from '../../schedulers/schedule.ts';

/**
 * What a schedule takes predictions for: its `prediction_type`, and `flow` for schedulers that know nothing else.
 */
export function predictionKindOf({ config }: Schedule): PredictionKind {
  const type = config.prediction_type;
  return type === undefined || type === 'flow_prediction' ? 'flow' : (type as PredictionKind);
}

/** Predictions of two kinds cannot be mixed. @throws ProblemError `prediction-kinds-differ` */
export function requireSameKind(
  a: PredictionValue,
  b: PredictionValue,
  { label, node, port }: { readonly label: string; readonly node: string; readonly port: string },
): void {
  if (a.kind === b.kind) return;
  throw new ProblemError({
    code: 'prediction-kinds-differ',
    message: `${label} '${node}' gets predictions of two kinds: ${a.kind} and ${b.kind}.`,
    remedy: 'Use UNets that predict the same, on the same schedule.',
    node,
    port,
  });
}
