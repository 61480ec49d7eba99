import type { PredictionKind } from '../../contract/values.ts';
import { cleanFrom, type Mix, type PredictionType } from '../../schedulers/prediction.ts';
import type { NoiseLevel } from '../../schedulers/schedule.ts';

/**
 * How the clean latent that a prediction foresees is mixed from the sample and the prediction, each by one factor.
 * The other way round, a change of the clean latent is 1 / `prediction` times as large in the prediction.
 */
export function foreseenClean(kind: PredictionKind, level: Pick<NoiseLevel, 'alpha' | 'sigma'>): Mix {
  const type: PredictionType = kind === 'flow' ? 'flow_prediction' : kind;
  return cleanFrom(type, level);
}
