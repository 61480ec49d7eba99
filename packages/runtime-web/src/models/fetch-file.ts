import { Cancelled } from '@latentgraph/graph-core';
import { parseJson } from '@latentgraph/runtime-core';
import { z } from 'zod';
import { abortWith } from '../abort-with.ts';
import { startSha256 } from '../sha256.ts';
import { noRoom } from '../vault/no-room.ts';
import type { Vault } from '../vault/vault.ts';
import { corrupt, interrupted, refused } from './fetch-problems.ts';
import type { FileRequest } from './file-request.ts';

/** Of a file that is whole, its sha256; of a part, what tells whether the server still has the same file. */
const stateSchema = z.union([
  z.object({ whole: z.literal(true), sha256: z.string() }),
  z.object({ whole: z.literal(false), validator: z.string() }),
]);

type FileState = z.infer<typeof stateSchema>;

/** Attempts that come no further than those before, until a download is given up. */
const ATTEMPTS = 4;
const PAUSE_MS = 300;
const PROGRESS_INTERVAL_MS = 100;
const REHASH_BYTES = 4 * 2 ** 20;

/** The sha256 of a file that lies whole in the vault; undefined when it does not. */
export async function wholeFile(vault: Vault, path: string, sizeBytes: number): Promise<string | undefined> {
  const state = await readState(vault, path);
  return state?.whole && (await vault.sizeOf(path)) === sizeBytes ? state.sha256 : undefined;
}

/**
 * Makes a file of the network lie whole in the vault. A part that an earlier attempt left, in this tab or another, is
 * gone on with (Range and If-Range), unless the server's file has changed.
 *
 * @returns its sha256
 * @throws ProblemError when it cannot be had or is not what was expected
 * @throws Cancelled
 */
export async function fetchFile(vault: Vault, request: FileRequest): Promise<string> {
  const known = await wholeFile(vault, request.path, request.sizeBytes);
  if (known !== undefined) return known;
  let failures = 0;
  let furthestBytes = -1;
  for (;;) {
    const attempt = await tryFetch(vault, request);
    if (attempt.whole) return checked(vault, request, attempt.sha256);
    failures = attempt.loadedBytes > furthestBytes ? 1 : failures + 1;
    furthestBytes = Math.max(furthestBytes, attempt.loadedBytes);
    if (failures >= ATTEMPTS) throw interrupted(request, attempt.reason);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * failures));
  }
}

type Attempt =
  | { readonly whole: true; readonly sha256: string }
  | { readonly whole: false; readonly loadedBytes: number; readonly reason: string };

async function tryFetch(vault: Vault, request: FileRequest): Promise<Attempt> {
  const part = await partOf(vault, request);
  const { controller, stop } = abortWith(request.signal);
  try {
    // The browser's own cache would keep a second copy, and asks for ranges of its own.
    const options = { headers: part.headers, cache: 'no-store', signal: controller.signal } as const;
    const response = await fetch(request.url, options);
    if (response.status === 416) await vault.remove(request.path);
    if (isPassing(response.status)) {
      return { whole: false, loadedBytes: part.loadedBytes, reason: `it answered ${response.status}` };
    }
    if (!response.ok) throw refused(request, response.status);
    await writeState(vault, request.path, { whole: false, validator: validatorOf(response) });
    // Anything but the asked range is the file from its start.
    const from = continues(response, part.loadedBytes) ? part.loadedBytes : 0;
    return await receive(vault, request, response.body!.getReader(), from);
  } catch (error) {
    if (request.signal.aborted) throw new Cancelled();
    if (!(error instanceof TypeError)) throw noRoom(error, request.label, request.sizeBytes);
    return { whole: false, loadedBytes: part.loadedBytes, reason: error.message };
  } finally {
    stop();
  }
}

/** Whether the same request may be answered better in a moment; after 416 it is not the same. */
function isPassing(status: number): boolean {
  return status >= 500 || status === 408 || status === 416 || status === 429;
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

async function receive(vault: Vault, request: FileRequest, reader: Reader, from: number): Promise<Attempt> {
  const hash = startSha256();
  let loadedBytes = await rehash(vault, request.path, from, hash.add);
  const appender = await vault.append(request.path, loadedBytes);
  let toldAtMs = 0;
  try {
    for (;;) {
      const { value } = await reader.read();
      if (!value) break;
      await appender.add(value);
      hash.add(value);
      loadedBytes += value.length;
      if (performance.now() - toldAtMs < PROGRESS_INTERVAL_MS) continue;
      toldAtMs = performance.now();
      request.onProgress(loadedBytes);
    }
  } catch (error) {
    // What came so far is kept, and gone on with.
    if (!(error instanceof TypeError)) throw error;
    return { whole: false, loadedBytes, reason: error.message };
  } finally {
    await appender.close();
    await reader.cancel().catch(() => {});
  }
  if (loadedBytes < request.sizeBytes) return { whole: false, loadedBytes, reason: 'it ended early' };
  return { whole: true, sha256: hash.hex() };
}

async function checked(vault: Vault, request: FileRequest, sha256: string): Promise<string> {
  const { path, sizeBytes } = request;
  const size = await vault.sizeOf(path);
  const wrongSize = size === sizeBytes ? undefined : `it has ${size} bytes, not ${sizeBytes}`;
  const wrongHash =
    request.sha256 === undefined || request.sha256 === sha256 ? undefined : 'its sha256 is another';
  const wrong = wrongSize ?? wrongHash;
  if (wrong === undefined) {
    await writeState(vault, path, { whole: true, sha256 });
    return sha256;
  }
  await removeFile(vault, path);
  throw corrupt(request, wrong);
}

export async function removeFile(vault: Vault, path: string): Promise<void> {
  await vault.remove(path);
  await vault.remove(statePath(path));
}

/** What is there already, and the headers that ask for the rest of it. */
async function partOf(vault: Vault, { path, sizeBytes }: FileRequest) {
  const state = await readState(vault, path);
  const loadedBytes = (await vault.sizeOf(path)) ?? 0;
  const validator = state && !state.whole ? state.validator : '';
  if (validator === '' || loadedBytes === 0 || loadedBytes >= sizeBytes) {
    return { loadedBytes: 0, headers: {} };
  }
  return { loadedBytes, headers: { Range: `bytes=${loadedBytes}-`, 'If-Range': validator } };
}

function continues(response: Response, loadedBytes: number): boolean {
  const range = /^bytes (\d+)-/.exec(response.headers.get('Content-Range') ?? '');
  return response.status === 206 && Number(range?.[1]) === loadedBytes;
}

/** A weak tag does not promise the same bytes, so If-Range takes none (RFC 9110, 13.1.5). */
function validatorOf({ headers }: Response): string {
  const tag = headers.get('ETag') ?? '';
  return tag !== '' && !tag.startsWith('W/') ? tag : (headers.get('Last-Modified') ?? '');
}

/** Feeds what is stored to a hash; returns how much that was. */
async function rehash(vault: Vault, path: string, to: number, add: (bytes: Uint8Array) => void) {
  let offset = 0;
  while (offset < to) {
    const bytes = await vault.read(path, offset, Math.min(offset + REHASH_BYTES, to));
    if (!bytes || bytes.length === 0) break;
    add(bytes);
    offset += bytes.length;
  }
  return offset;
}

function statePath(path: string): string {
  return `${path}.state`;
}

async function readState(vault: Vault, path: string): Promise<FileState | undefined> {
  const bytes = await vault.read(statePath(path));
  if (!bytes) return undefined;
  return stateSchema.safeParse(parseJson(new TextDecoder().decode(bytes))).data;
}

async function writeState(vault: Vault, path: string, state: FileState): Promise<void> {
  await vault.write(statePath(path), new TextEncoder().encode(JSON.stringify(state)));
}
