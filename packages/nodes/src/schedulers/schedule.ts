/** A place on the way from noise to picture: latent = alpha · clean + sigma · noise, in the scheduler's own scaling. */
export interface NoiseLevel {
  /** What the model is told; fractional for some spacings. */
  readonly timestep: number;
  /** 1 throughout the Euler family. */
  readonly alpha: number;
  readonly sigma: number;
}

/** One model evaluation. */
export interface ScheduleEntry extends NoiseLevel {
  /** What the latent is multiplied with before the model sees it (diffusers' scale_model_input). */
  readonly inputScale: number;
  /** The level after this evaluation; null after the last. */
  readonly next: NoiseLevel | null;
}

/** What the Schedule node puts out: plain data, from which a solver can be made. */
export interface Schedule {
  /** Name in the scheduler registry: `ddim`. */
  readonly scheduler: string;
  /** Every setting of the class, defaults included, under diffusers' names. */
  readonly config: Readonly<Record<string, unknown>>;
  /** `num_inference_steps` as asked. */
  readonly steps: number;
  /** All entries, as diffusers' `timesteps` after set_timesteps. */
  readonly entries: readonly ScheduleEntry[];
  /**
   * diffusers' `sigmas`: noise-to-clean ratios at the entries and after the last one. Absent in classes that go by
   * alphas_cumprod alone (DDIM, DDPM, PNDM, LCM, TCD).
   */
  readonly sigmas?: readonly number[];
  /** The range of entries that run, [from, to): strength drops from the front, SliceSchedule cuts. */
  readonly from: number;
  readonly to: number;
  /** What unit noise is multiplied with at the start of a full run. */
  readonly initNoiseSigma: number;
  /** Model evaluations per step: 2 for Heun and KDPM2. */
  readonly order: number;
}
