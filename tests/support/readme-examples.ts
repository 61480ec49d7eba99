import { readFileSync } from 'node:fs';

const AsyncFunction = (async () => {}).constructor as new (
  ...parts: string[]
) => (...values: unknown[]) => Promise<void>;

export interface ReadmeExample {
  /** The code with its imports taken from `modules`; what it prints is returned, one line each. */
  run(modules: Readonly<Record<string, unknown>>): Promise<readonly string[]>;
  /** What the comments at its end say that it prints. */
  readonly prints: readonly string[];
}

/** The JavaScript examples of a Markdown file, each of which ends with what it prints, as comments. */
export function readmeExamples(path: string): readonly ReadmeExample[] {
  const blocks = readFileSync(path, 'utf8').matchAll(/^```js\n(.*?)^```$/gms);
  return [...blocks].map(([, code]) => exampleOf(code!));
}

function exampleOf(code: string): ReadmeExample {
  const body = code.replace(
    /^import (\{.*?\}) from '(.*?)';$/gm,
    (_, names: string, module: string) => `const ${names} = modules['${module}'];`,
  );
  const prints = code.split('\n').flatMap((line) => (line.startsWith('// ') ? [line.slice(3)] : []));
  return {
    prints,
    async run(modules) {
      const lines: string[] = [];
      const console = { log: (value: unknown) => void lines.push(String(value)) };
      await new AsyncFunction('modules', 'console', body)(modules, console);
      return lines;
    },
  };
}
