import type { z } from 'zod';
import type { Backend } from '../contract/backend.ts';
import type { Tensor } from '../contract/tensor.ts';
import type { Schedule } from './schedule.ts';

/** One evaluation's worth of work for a solver. */
export interface SolverInput {
  readonly ops: Backend;
  /** Into `schedule.entries`. Solvers go by index and call count, never by looking a timestep up. */
  readonly index: number;
  readonly sample: Tensor;
  /** The model's output, of the prediction type that the schedule's config names. */
  readonly prediction: Tensor;
  /** Unit Gaussian noise of the sample's dims; called exactly where the diffusers class draws. */
  readonly noise: () => Promise<Tensor>;
  /** Overrides the class's default where the class has such an argument (DDIM 0, TCD 0.3). */
  readonly eta?: number;
}

export interface SolverOutput {
  /** diffusers' prev_sample */
  readonly sample: Tensor;
  /** The clean sample that the model now foresees (pred_original_sample). */
  readonly denoised: Tensor;
}

/** The running state of one denoising; made at the zone's first step. */
export interface Solver {
  step(input: SolverInput): Promise<SolverOutput>;
  /** Releases retained tensors. */
  dispose(): void;
}

/** One scheduler is one file and one of these. */
export interface SchedulerDefinition<Config extends z.ZodObject = z.ZodObject> {
  /** As the Schedule node names it: `dpm++2m` is not a class but a preset of one; names here are of classes: `ddim`. */
  readonly name: string;
  readonly title: string;
  /** diffusers' class, as in scheduler_config.json's `_class_name`. */
  readonly className: string;
  readonly summary: string;
  /** Constructor arguments under diffusers' names, with the class's defaults and ranges. */
  readonly config: Config;
  /** Whether some setting makes it draw noise while stepping. */
  drawsNoise(config: z.infer<Config>, eta: number | undefined): boolean;
  /**
   * @param steps num_inference_steps, at least 1
   * @param imageTokens latent cells in patches of 2 × 2, for settings that shift the levels by the picture's size
   * @throws ProblemError naming the setting, where diffusers cannot do it either
   */
  createSchedule(config: z.infer<Config>, steps: number, imageTokens?: number): Schedule;
  createSolver(schedule: Schedule): Solver;
}
