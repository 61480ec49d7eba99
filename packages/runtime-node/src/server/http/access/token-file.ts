import { randomBytes } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError } from '@latentgraph/graph-core';
import { makeFolder } from '../../../files/make-folder.ts';
import { systemProblem } from '../../../files/system-problem.ts';
import type { Home } from '../../../home.ts';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

function tokenPath(home: Home): string {
  return join(home.directory, 'server-token');
}

/** The token of the server of this home; undefined before the server first ran. */
export async function readToken(home: Home): Promise<string | undefined> {
  const text = await readFile(tokenPath(home), 'utf8').catch(() => '');
  return TOKEN.test(text.trim()) ? text.trim() : undefined;
}

/**
 * The token of the server of this home, made when there is none. Only its owner can read the file.
 *
 * @throws ProblemError when it cannot be written
 */
export async function ensureToken(home: Home): Promise<string> {
  const path = tokenPath(home);
  try {
    const known = await readToken(home);
    const token = known ?? randomBytes(32).toString('base64url');
    if (known === undefined) {
      await makeFolder(home.directory);
      await writeFile(path, `${token}\n`, { mode: 0o600 });
    }
    // A file that was there before keeps its mode when it is written.
    await chmod(path, 0o600);
    return token;
  } catch (error) {
    throw new ProblemError(systemProblem(error, `Cannot keep the server's token in '${path}'`));
  }
}
