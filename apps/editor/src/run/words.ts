/** Durations and sizes as people read them. */

export function durationText(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** Time left is a guess: whole seconds at most. */
export function timeLeftText(ms: number): string {
  if (ms < 1_000) return 'about 1 s left';
  if (ms < 60_000) return `${Math.ceil(ms / 1000)} s left`;
  return `${durationText(Math.ceil(ms / 60_000) * 60_000).replace(' 00 s', '')} left`;
}

/** In units of a thousand, as disks and browsers count. */
export function bytesText(bytes: number): string {
  if (bytes < 999_500) return `${Math.round(bytes / 1e3)} kB`;
  if (bytes < 999.5e6) return `${(bytes / 1e6).toFixed(bytes < 9.95e6 ? 1 : 0)} MB`;
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

/** `0.7 of 12 MB`: both in the unit of the whole. */
export function partText(part: number, whole: number): string {
  const [number, unit] = bytesText(whole).split(' ');
  const size = unit === 'GB' ? 1e9 : unit === 'MB' ? 1e6 : 1e3;
  const done = part / size;
  const digits = unit === 'GB' || Number(number) < 10 ? 1 : 0;
  return `${done.toFixed(digits)} of ${number} ${unit}`;
}

export function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

const DEVICE_NAMES: Readonly<Record<string, string>> = {
  cpu: 'CPU',
  cuda: 'CUDA',
  webgpu: 'WebGPU',
  wasm: 'WASM',
};

export function deviceName(id: string): string {
  return DEVICE_NAMES[id] ?? id;
}
