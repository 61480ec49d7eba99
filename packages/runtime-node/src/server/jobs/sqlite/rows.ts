import type { Problem, RunEvent, RunState } from '@latentgraph/graph-core';
import type { JobOutput, JobRecord } from '../../job-service.ts';

/** Rows as they come from the database, whose schema and writers are this folder's own. */

export interface JobRow {
  readonly number: number;
  readonly id: string;
  readonly name: string | null;
  readonly state: RunState;
  readonly priority: number;
  readonly submitted_at: number;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly attempts: number;
  readonly crashes: number;
  readonly cancelling: number;
  readonly last_seq: number;
  readonly problems: string;
}

export interface OutputRow {
  readonly node: string;
  readonly batch_index: number;
  readonly asset: string;
  readonly media_type: string;
  readonly width_px: number;
  readonly height_px: number;
}

export interface EventRow {
  readonly seq: number;
  readonly body: string;
}

export function jobRecord(row: JobRow, position: number | null, outputs: readonly OutputRow[]): JobRecord {
  return {
    id: row.id,
    state: row.state,
    name: row.name ?? undefined,
    priority: row.priority,
    position,
    submittedAt: row.submitted_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    attempts: row.attempts,
    problems: JSON.parse(row.problems) as readonly Problem[],
    outputs: outputs.map(jobOutput),
  };
}

function jobOutput(row: OutputRow): JobOutput {
  return {
    node: row.node,
    index: row.batch_index,
    asset: row.asset,
    mediaType: row.media_type,
    widthPx: row.width_px,
    heightPx: row.height_px,
  };
}

export function storedEvent(run: string, { seq, body }: EventRow): RunEvent {
  return { run, seq, ...(JSON.parse(body) as object) } as RunEvent;
}
