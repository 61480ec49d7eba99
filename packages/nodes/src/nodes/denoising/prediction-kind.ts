import type { PredictionKind } from '../../contract/values.ts';
import type { Schedule } from '../../schedulers/schedule.ts';

/**
 * What a schedule takes predictions for: its `prediction_type`, and `flow` for schedulers that know nothing else.
 */
export function predictionKindOf({ config }: Schedule): PredictionKind {
  const type = config.prediction_type;
  return type === undefined || type === 'flow_prediction' ? 'flow' : (type as PredictionKind);
}
