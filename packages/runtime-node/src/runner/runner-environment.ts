/** What a runner needs of the environment: where programs, libraries, drivers and folders are. Nothing secret. */
const PASSED_ON =
  /^(?:PATH|HOME|USERPROFILE|APPDATA|LOCALAPPDATA|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|SystemRoot|windir|LD_LIBRARY_PATH|DYLD_\w+|CUDA_\w+|NVIDIA_\w+|VK_\w+|XDG_\w+|OMP_\w+)$/i;

/** @param gpu which of several NVIDIA GPUs the process sees, by its number */
export function runnerEnvironment(environment: NodeJS.ProcessEnv, gpu?: number): NodeJS.ProcessEnv {
  const passed = Object.entries(environment).filter(([name]) => PASSED_ON.test(name));
  return {
    ...Object.fromEntries(passed),
    ...(gpu === undefined ? {} : { CUDA_VISIBLE_DEVICES: String(gpu) }),
  };
}
