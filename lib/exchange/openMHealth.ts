/**
 * Open mHealth data points, one a line (NDJSON): `omh:heart-rate:2.0` for each sample, and points of
 * our own namespace for what must be known besides: the export, annotations, days, and the end.
 */
import { createHash } from 'node:crypto';
import { localTimeWriter, timeAtOffset } from './localTime.ts';
import type { Exported, SampleBatch } from './types.ts';

type Schema = 'export' | 'annotation' | 'day' | 'export-end';

export async function* openMHealthExport(exported: Exported): AsyncGenerator<string> {
  yield headPoints(exported).map(line).join('');
  let count = 0;
  for await (const batch of exported.samples) {
    count += batch.t.length;
    yield batchText(batch, exported);
  }
  yield line(ownPoint('export-end', exported, String(count), { samples: count }));
}

function line(point: object): string {
  return `${JSON.stringify(point)}\n`;
}

function headPoints(exported: Exported): object[] {
  const { timeZone, start, end, firstSample, lastSample, exportedAt } = exported;
  const iso = (ms: number | null) => ms && localTimeWriter(ms, ms, timeZone)(ms);
  return [
    ownPoint('export', exported, String(exportedAt), {
      user_id: exported.userId,
      name: exported.name,
      time_zone: timeZone,
      window: { start_date_time: iso(start), end_date_time: iso(end) },
      stored: { first_sample: iso(firstSample), last_sample: iso(lastSample) },
      exported_at: iso(exportedAt),
    }),
    ...exported.annotations.map(({ id, kind, text, ...stretch }) =>
      ownPoint('annotation', exported, String(id), {
        kind,
        text,
        effective_time_frame:
          stretch.end > stretch.start
            ? {
                time_interval: {
                  start_date_time: iso(stretch.start),
                  end_date_time: iso(stretch.end),
                },
              }
            : { date_time: iso(stretch.start) },
      }),
    ),
    ...exported.days.map(({ date, samples, minutesWithData, minutes, reason }) =>
      ownPoint('day', exported, date, {
        date,
        samples,
        minutes_with_data: minutesWithData,
        minutes,
        ...(reason && { reason }),
      }),
    ),
  ];
}

function ownPoint(
  schema: Schema,
  { userId, timeZone, exportedAt }: Exported,
  key: string,
  body: object,
) {
  return {
    header: {
      id: idOf(`${schema} ${userId} ${key}`),
      creation_date_time: localTimeWriter(exportedAt, exportedAt, timeZone)(exportedAt),
      schema_id: { namespace: 'heartline', name: schema, version: '1.0' },
      user_id: userId,
    },
    body,
  };
}

/** A sample's time is on the clock of its device where the source says what that was, else on the user's. */
function batchText(
  { t, value, source, utcOffset }: SampleBatch,
  { userId, timeZone }: Exported,
): string {
  const written = localTimeWriter(t[0] ?? 0, t.at(-1) ?? 0, timeZone);
  const user = JSON.stringify(userId);
  const points = t.map((ms, index) => {
    const seconds = utcOffset[index];
    const at = typeof seconds === 'number' ? timeAtOffset(ms, seconds) : written(ms);
    const id = idOf(`heart-rate ${userId} ${ms}`);
    // Written by hand: JSON.stringify takes most of an export's time for what is always the same.
    return `{"header":{"id":"${id}","creation_date_time":"${at}","schema_id":{"namespace":"omh","name":"heart-rate","version":"2.0"},"acquisition_provenance":{"source_name":"${source[index]}"},"user_id":${user}},"body":{"heart_rate":{"value":${value[index]},"unit":"beats/min"},"effective_time_frame":{"date_time":"${at}"}}}\n`;
  });
  return points.join('');
}

/** The same sample has the same id in every export, so that it can be taken in twice without harm. */
function idOf(name: string): string {
  const hex = createHash('sha1').update(`heartline ${name}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}
