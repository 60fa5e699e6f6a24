/** Runs of the pipeline with days, clock and source that a test chooses. */
import { database } from '#db/client.ts';
import { getRun } from '#db/queries/getRun.ts';
import type { Run } from '#lib/contract/ingestions.ts';
import type { RegisteredParticipant } from '#lib/etl/participants.ts';
import type { PipelineRequest } from '#lib/etl/pipeline/request.ts';
import { type PipelineSummary, runPipeline } from '#lib/etl/pipeline.ts';
import { performRun } from '#lib/etl/recordedRun.ts';
import { sourceByKey } from '#lib/etl/registry.ts';
import { createRun } from '#lib/etl/runs.ts';
import type { Source } from '#lib/etl/types.ts';
import type { LocalDate } from '#lib/time/localDate.ts';
import { quietLog } from './server.ts';

/** A moment after every day that the tests store: whole days, whatever the clock of the machine says. */
export const longAfter = Date.parse('2026-11-01T12:00:00Z');

export interface Asked {
  start?: LocalDate;
  end?: LocalDate;
  full?: boolean;
  /** ms UTC; default {@link longAfter}. */
  now?: number;
  /** First day of a first run; default `start`. */
  firstDay?: LocalDate;
  lastDay?: LocalDate;
  /** Default 3. */
  lookBackDays?: number;
  /** Default the user's own. */
  source?: Source;
  /** Which of the user's sources a recorded run is of; default the one that comes first. */
  sourceKey?: string;
  metrics?: PipelineRequest['metrics'];
  signal?: AbortSignal;
  authorisation?: PipelineRequest['authorisation'];
}

/** One run of the pipeline, without a record. */
export async function ingest(
  user: RegisteredParticipant,
  asked: Asked = {},
): Promise<PipelineSummary> {
  return await runPipeline(database(), {
    participant: user,
    source: asked.source ?? sourceByKey(user.source),
    start: asked.start,
    end: asked.end,
    full: asked.full ?? false,
    bounds: {
      timeZone: user.timeZone,
      now: asked.now ?? longAfter,
      firstDay: asked.firstDay ?? asked.start ?? user.startDate ?? '2026-03-01',
      lastDay: asked.lastDay,
      lookBackDays: asked.lookBackDays ?? 3,
    },
    signal: asked.signal ?? new AbortController().signal,
    authorisation: asked.authorisation,
    ...(asked.metrics && { metrics: asked.metrics }),
  });
}

function withAuthorisation(authorisation: Asked['authorisation']) {
  return authorisation && { authorisation: () => authorisation };
}

/** One run with its record, as it stands when the run has ended, well or not. */
export async function ingestRecorded(user: RegisteredParticipant, asked: Asked = {}): Promise<Run> {
  const run = await createRun(database(), {
    userId: user.id,
    ...(asked.sourceKey !== undefined && { source: asked.sourceKey }),
    trigger: 'command',
    start: asked.start,
    end: asked.end,
    full: asked.full ?? false,
  });
  await performRun(database(), run, {
    workerId: 'test',
    log: quietLog(),
    signal: asked.signal ?? new AbortController().signal,
    lookBackDays: asked.lookBackDays ?? 3,
    startDate: asked.firstDay,
    endDate: asked.lastDay,
    now: asked.now ?? longAfter,
    ...(asked.source && { source: asked.source }),
    ...withAuthorisation(asked.authorisation),
  }).catch(() => {});
  return await getRun(run.id);
}
