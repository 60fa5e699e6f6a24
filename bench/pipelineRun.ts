/** Days through the product's own pipeline, from documents made beforehand. */
import type { Database } from '#db/client.ts';
import { addParticipant, participantById } from '#lib/etl/participants.ts';
import { type PipelineSummary, runPipeline } from '#lib/etl/pipeline.ts';
import type { RawHeartRate, Source } from '#lib/etl/types.ts';
import { addDays } from '#lib/time/localDate.ts';
import { timeZone } from './samples.ts';

export async function addPerson(database: Database, id: string): Promise<void> {
  await addParticipant(database, { id, timeZone, source: 'synthetic', dataSeed: 0 });
}

/** @param documents of consecutive days, ascending; made as they are asked for or beforehand. */
export async function loadDocuments(
  database: Database,
  userId: string,
  documents: Iterable<RawHeartRate>,
  window: { start: string; end: string },
): Promise<PipelineSummary> {
  const participant = await participantById(database, userId);
  return await runPipeline(database, {
    ...window,
    full: false,
    participant,
    source: sourceOf(documents),
    bounds: {
      timeZone,
      now: Date.parse(addDays(window.end, 1)),
      firstDay: window.start,
      lastDay: undefined,
      lookBackDays: 0,
    },
    signal: new AbortController().signal,
  });
}

function sourceOf(documents: Iterable<RawHeartRate>): Source {
  return {
    key: 'bench',
    label: 'Bench',
    scheduled: false,
    extractors: {
      heart_rate: async function* () {
        yield* documents;
      },
    },
  };
}
