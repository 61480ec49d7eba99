import { type Problem, problem } from '../problem.ts';
import { FORMAT_NAME, FORMAT_VERSION } from './schema.ts';

type Keyed = Readonly<Record<string, unknown>>;

/**
 * Says why a parsed file is no workflow that this program reads: another program's file, another format, a newer
 * version. Undefined for a file of any version from 1 up to this one, whatever else is wrong with it.
 */
export function checkFormat(file: unknown): Problem | undefined {
  if (!isKeyed(file)) return notAWorkflow();
  const format = own(file, 'format');
  if (format !== FORMAT_NAME) return isComfyUi(file) ? comfyUi() : unknownFormat(format);
  const version = own(file, 'version');
  if (!Number.isSafeInteger(version) || (version as number) < 1) return invalidVersion(version);
  return (version as number) > FORMAT_VERSION ? newerVersion(version as number) : undefined;
}

function isKeyed(value: unknown): value is Keyed {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(file: Keyed, key: string): unknown {
  return Object.hasOwn(file, key) ? file[key] : undefined;
}

/**
 * ComfyUI saves two formats: the editor's own (`nodes`, `links`, `last_node_id`) and the one for its API,
 * where every entry names a `class_type`; clients wrap the latter in `prompt`.
 */
function isComfyUi(file: Keyed): boolean {
  if (
    Array.isArray(own(file, 'nodes')) &&
    (Array.isArray(own(file, 'links')) || Object.hasOwn(file, 'last_node_id'))
  ) {
    return true;
  }
  const prompt = own(file, 'prompt');
  return holdsClassTypes(file) || (isKeyed(prompt) && holdsClassTypes(prompt));
}

function holdsClassTypes(file: Keyed): boolean {
  return Object.keys(file).some((key) => {
    const entry = file[key];
    return isKeyed(entry) && typeof own(entry, 'class_type') === 'string';
  });
}

function notAWorkflow(): Problem {
  return problem({
    code: 'not-a-workflow',
    message: 'The file is valid JSON, but not a workflow: it does not hold an object.',
    remedy: 'Choose a workflow file saved by Latentgraph.',
  });
}

function comfyUi(): Problem {
  return problem({
    code: 'comfyui-workflow',
    message: 'This is a ComfyUI workflow; Latentgraph has other nodes and cannot run it as it is.',
    remedy: 'Rebuild it from Latentgraph nodes; an example close to it is a good start.',
  });
}

function unknownFormat(format: unknown): Problem {
  const found = typeof format === 'string' ? `'${format.slice(0, 100)}'` : 'missing';
  return problem({
    code: 'unknown-format',
    message: `This is not a Latentgraph workflow: its "format" is ${found}, not '${FORMAT_NAME}'.`,
    remedy: 'Choose a workflow file saved by Latentgraph.',
    path: 'format',
  });
}

function invalidVersion(version: unknown): Problem {
  const found = version === undefined ? 'missing' : 'not a whole number from 1 up';
  return problem({
    code: 'invalid-version',
    message: `The "version" of this workflow is ${found}.`,
    remedy: `Write the version it was made for; the newest is ${FORMAT_VERSION}.`,
    path: 'version',
  });
}

function newerVersion(version: number): Problem {
  return problem({
    code: 'newer-version',
    message:
      `This workflow was made with a newer Latentgraph: it has version ${version}, ` +
      `and this program reads up to version ${FORMAT_VERSION}.`,
    remedy: 'Update Latentgraph, then open it again.',
    path: 'version',
  });
}
