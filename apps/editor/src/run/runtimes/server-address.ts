import { failed, type Problem, problem, type Result } from '@latentgraph/graph-core';

/** The origin that a person typed: `192.168.1.5:8188`, `http://localhost:8188/`. */
export function parseServerAddress(text: string): Result<{ readonly url: string }> {
  const typed = text.trim();
  const whole = /^https?:\/\//i.test(typed) ? typed : `http://${typed}`;
  if (typed !== '' && URL.canParse(whole)) return { ok: true, warnings: [], url: new URL(whole).origin };
  return failed([
    problem({
      code: 'server-address-invalid',
      message: `'${typed}' is no address of a server.`,
      remedy: 'Type one like http://127.0.0.1:8188, as latentgraph serve prints it.',
    }),
  ]);
}

/** Why a server cannot be reached from this page, where the browser only says that it cannot. */
export function explainUnreachable(found: Problem, origin: string): Problem {
  if (found.code !== 'server-unreachable') return found;
  const remedy = `Check the address, and that it was started with: latentgraph serve --allow-origin ${origin}`;
  return { ...found, remedy };
}
