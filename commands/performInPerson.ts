/** A run that a command performs itself: its presence among the workers, its progress, the refresh after it. */
import { randomUUID } from 'node:crypto';
import { refreshAggregates } from '#db/aggregates/refresh.ts';
import { requestRefresh } from '#jobs/enqueue.ts';
import { announce, heartbeat, leave, livingWorkers, stillHere } from '#jobs/presence.ts';
import type { PipelineSummary } from '#lib/etl/pipeline.ts';
import { performRun } from '#lib/etl/recordedRun.ts';
import type { RecordedRun } from '#lib/etl/runs.ts';
import { progressLine } from './progress.ts';
import type { CommandContext } from './runCommand.ts';

export async function performInPerson(
  run: RecordedRun,
  { database, env, log, signal }: CommandContext,
): Promise<PipelineSummary> {
  const workerId = `command-${randomUUID()}`;
  const line = progressLine(run.userId);
  await announce(database, workerId, 'command');
  // A run of minutes would otherwise be taken for one that its performer left behind.
  const beat = setInterval(() => {
    stillHere(database, workerId).catch(() => {});
  }, heartbeat.every * 1000);
  try {
    return await performRun(database, run, {
      workerId,
      log: log.child({}, { level: 'warn' }),
      signal,
      lookBackDays: env.lookBackDays,
      startDate: env.startDate,
      endDate: env.endDate,
      onProgress: ({ daysDone, daysTotal, rows, startedMs }) =>
        line.show({ done: daysDone, total: daysTotal, unit: 'days', rows: rows.read, startedMs }),
    });
  } finally {
    clearInterval(beat);
    line.end();
    await leave(database, workerId);
    // A living worker refreshes for everybody; without one the command does it itself.
    if ((await livingWorkers(database)) > 0) await requestRefresh(database);
    else await refreshAggregates(database);
  }
}
