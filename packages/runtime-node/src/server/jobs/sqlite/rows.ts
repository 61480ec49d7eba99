import {
  assetHashSchema,
  endsRun,
  type Problem,
  problemSchema,
  type RunEvent,
  type RunEventBody,
  type RunState,
  runEventBodySchema,
  workflowSchema,
} from '@latentgraph/graph-core';
import { z } from 'zod';
import type { JobOutput, JobRecord, JobRequest } from '../../job-service.ts';
import { unreadable } from '../job-problems.ts';

/**
 * Rows as they come from the database. Its writers are this folder's own, but disks flip bits: texts are read as bytes,
 * because the driver ends the process at one that is not UTF-8, and a cell that makes no sense spoils no other row.
 */
type Cell = Uint8Array | null;

export interface StoredJob {
  readonly number: number;
  readonly id: Cell;
  readonly name: Cell;
  readonly state: Cell;
  readonly priority: number;
  readonly submitted_at: number;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly attempts: number;
  readonly crashes: number;
  readonly cancelling: number;
  readonly last_seq: number;
  readonly problems: Cell;
}

export interface JobRow extends Omit<StoredJob, 'id' | 'name' | 'state' | 'problems'> {
  readonly id: string;
  readonly name: string | undefined;
  readonly state: RunState;
  readonly problems: readonly Problem[];
}

export interface StoredOutput {
  readonly node: Cell;
  readonly batch_index: number;
  readonly asset: Cell;
  readonly media_type: Cell;
  readonly width_px: number;
  readonly height_px: number;
}

export interface StoredEvent {
  readonly seq: number;
  readonly type: Cell;
  readonly body: Cell;
}

const STATES: readonly string[] = [
  'queued',
  'running',
  'finished',
  'failed',
  'cancelled',
] satisfies RunState[];

/** @returns undefined when the id cannot be read: nobody could ask for the job */
export function jobRow(stored: StoredJob): JobRow | undefined {
  const id = textOf(stored.id);
  if (id === undefined) return undefined;
  const state = textOf(stored.state);
  const problems = parseAs(problemsSchema, stored.problems);
  const isSound = state !== undefined && isState(state) && problems !== undefined;
  return {
    ...stored,
    id,
    name: textOf(stored.name),
    state: state !== undefined && isState(state) ? state : 'failed',
    problems: isSound ? problems : [...(problems ?? []), unreadable()],
  };
}

export function jobRecord(row: JobRow, position: number | null, outputs: readonly StoredOutput[]): JobRecord {
  return {
    id: row.id,
    state: row.state,
    name: row.name,
    priority: row.priority,
    position,
    submittedAt: row.submitted_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    attempts: row.attempts,
    problems: row.problems,
    outputs: outputs.flatMap(jobOutput),
  };
}

/** What cannot be asked for is left out. */
function jobOutput(row: StoredOutput): readonly JobOutput[] {
  const [node, asset, mediaType] = [textOf(row.node), textOf(row.asset), textOf(row.media_type)];
  if (node === undefined || mediaType === undefined || !assetHashSchema.safeParse(asset).success) return [];
  const { batch_index: index, width_px: widthPx, height_px: heightPx } = row;
  return [{ node, index, asset: asset!, mediaType, widthPx, heightPx }];
}

/** One that cannot be read becomes a warning, or, where it ended the run, a failure: whoever listens waits for an end. */
export function storedEvent(run: string, { seq, type, body }: StoredEvent): RunEvent {
  const event = parseAs(runEventBodySchema, body);
  return { run, seq, ...(event ?? lostEvent(textOf(type))) };
}

function lostEvent(type: string | undefined): RunEventBody {
  const problem = unreadable();
  const ended = type !== undefined && endsRun({ type } as RunEventBody);
  return ended
    ? { type: 'failed', problems: [problem], elapsedMs: 0 }
    : { type: 'warning', problem: { ...problem, severity: 'warning' } };
}

const problemsSchema = z.array(problemSchema);
const storedRequestSchema = z.looseObject({ document: workflowSchema });

/** @returns undefined for one that is missing or damaged */
export function storedRequest(body: Cell): JobRequest | undefined {
  return parseAs(storedRequestSchema, body) as JobRequest | undefined;
}

export function isState(text: string): text is RunState {
  return STATES.includes(text);
}

/** @returns undefined for what is no UTF-8 */
export function textOf(cell: Cell): string | undefined {
  try {
    return cell === null ? undefined : strictUtf8.decode(cell);
  } catch {
    return undefined;
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @returns what was written, not what the schema makes of it; undefined when it is not of the schema */
function parseAs<Schema extends z.ZodType>(schema: Schema, cell: Cell): z.infer<Schema> | undefined {
  const text = textOf(cell);
  if (text === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
