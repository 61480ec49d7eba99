import type { TensorTable } from '../safetensors/stored-tensor.ts';

/** What a UNet predicts, and who says so. A person can overrule it. */
export interface Prediction {
  readonly type: 'epsilon' | 'v_prediction' | 'edm' | 'edm_v_prediction';
  /** Whether the noise of the first timestep leaves nothing of the picture (zero terminal signal-to-noise ratio). */
  readonly zeroTerminalSnr: boolean;
  /** What tells it, as a message shows it. */
  readonly evidence: string;
}

/** What a file or folder says about its prediction type beside its weights. */
export interface PredictionMarkers {
  readonly tensors: TensorTable;
  readonly metadata: ReadonlyMap<string, string>;
  /** `scheduler/scheduler_config.json` of a folder. */
  readonly schedulerConfig?: SchedulerConfig | undefined;
}

/** The settings of a scheduler that tell what its UNet was trained for. */
export interface SchedulerConfig {
  readonly predictionType?: 'epsilon' | 'v_prediction';
  readonly zeroTerminalSnr: boolean;
}

/** Reads what is known of a scheduler's config; undefined where it is no object. */
export function readSchedulerConfig(json: unknown): SchedulerConfig | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const { prediction_type: type, rescale_betas_zero_snr: zeroTerminalSnr } = json as Record<string, unknown>;
  const known = type === 'epsilon' || type === 'v_prediction' ? ({ predictionType: type } as const) : {};
  return { ...known, zeroTerminalSnr: zeroTerminalSnr === true };
}

/** Above this spread of a norm's shift SD 2 models are trained on v (ComfyUI, `SD20.model_type`). */
const SD2_V_SPREAD = 0.09;

/**
 * Reads the prediction type from the markers, strongest first: a folder's scheduler, a file's metadata, tensors that only say it, the
 * weights of one norm in SD 2, then what the family does as a rule. `normShifts` are the values of
 * `up_blocks.3.attentions.2.transformer_blocks.0.norm1.bias`, where they were read.
 */
export function findPrediction(
  family: string,
  inChannels: number,
  { tensors, metadata, schedulerConfig }: PredictionMarkers,
  normShifts?: readonly number[],
): Prediction {
  const zeroTerminalSnr = tensors.has('ztsnr') || (schedulerConfig?.zeroTerminalSnr ?? false);
  const says = (type: Prediction['type'], evidence: string): Prediction => ({
    type,
    zeroTerminalSnr,
    evidence,
  });

  if (schedulerConfig?.predictionType) {
    return says(schedulerConfig.predictionType, 'scheduler/scheduler_config.json');
  }
  const stated = metadata.get('modelspec.prediction_type');
  if (stated === 'v') return says('v_prediction', "the file's metadata (modelspec.prediction_type: v)");
  if (stated === 'epsilon')
    return says('epsilon', "the file's metadata (modelspec.prediction_type: epsilon)");
  if (metadata.get('modelspec.architecture')?.endsWith('-768-v')) {
    return says(
      'v_prediction',
      `the file's metadata (modelspec.architecture: ${metadata.get('modelspec.architecture')})`,
    );
  }
  if (tensors.has('edm_vpred.sigma_max')) return says('edm_v_prediction', "the tensor 'edm_vpred.sigma_max'");
  if (tensors.has('edm_mean') && tensors.has('edm_std'))
    return says('edm', "the tensors 'edm_mean' and 'edm_std'");
  if (tensors.has('v_pred')) return says('v_prediction', "the tensor 'v_pred'");
  if (family === 'sd2' && inChannels === 4 && normShifts !== undefined) {
    const spread = standardDeviation(normShifts);
    const evidence = `the weights of the last attention (spread ${spread.toFixed(3)})`;
    return says(spread > SD2_V_SPREAD ? 'v_prediction' : 'epsilon', evidence);
  }
  return says('epsilon', 'the family, as nothing in the file says otherwise');
}

function standardDeviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
