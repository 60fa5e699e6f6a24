/** Why a reading is not kept, in words a person can act on, with the reading as it was. */
import { recordText } from '../recordText.ts';
import type { RawHeartRate, RawReading, RejectedRecord } from '../types.ts';
import { type readBpm, valueRefusalDetail } from './heartRateValue.ts';

/** What was read of a reading that is no sample. */
export interface Refused {
  /** UTC; NaN where the time could not be read. */
  ms: number;
  /** Whether its time is of an hour that the clocks skip in `timeZone`. */
  isSkipped: boolean;
  bpm: ReturnType<typeof readBpm>;
  timeZone: string;
  /** ms UTC at which it was read. */
  now: number;
}

/** Why a reading is no sample; its time is looked at first. */
export function refusal(
  raw: RawHeartRate,
  reading: RawReading,
  { ms, isSkipped, bpm, timeZone, now }: Refused,
): RejectedRecord {
  if (isSkipped) {
    const when = raw.notation === 'time-of-day' ? ` on ${raw.date}` : '';
    return record(
      raw,
      reading,
      'time-skipped-by-clock-change',
      `${reading.time}${when} does not exist in ${timeZone}, where the clocks skip that hour. ` +
        'If the device did not follow the clock change, import the file in the zone that it kept.',
    );
  }
  if (Number.isNaN(ms)) {
    return record(raw, reading, 'time-unreadable', timeUnreadable(raw, reading));
  }
  if (typeof bpm === 'string') {
    return record(raw, reading, bpm, valueRefusalDetail(bpm, reading.value));
  }
  return record(
    raw,
    reading,
    'time-in-future',
    `${new Date(ms).toISOString()} lies more than a day after ${new Date(now).toISOString()}, ` +
      'when it was read: the clock of the device or the time zone is wrong.',
  );
}

function timeUnreadable(raw: RawHeartRate, reading: RawReading): string {
  const expected = {
    'time-of-day': 'a time of day such as 07:21:05',
    iso: 'a time such as 2025-06-15 14:00:05, with or without Z or an offset',
    us: 'a time such as 4/12/2016 7:21:00 AM, month first',
  }[raw.notation];
  return `"${reading.time.slice(0, 40)}" is not ${expected}.`;
}

function record(
  raw: RawHeartRate,
  reading: RawReading,
  reason: RejectedRecord['reason'],
  detail: string,
): RejectedRecord {
  return {
    reason,
    detail: recordText(detail),
    origin: reading.origin ?? raw.origin,
    line: reading.line ?? null,
    raw: recordText(JSON.stringify({ time: reading.time, value: reading.value })),
  };
}

/** @param loserRow index of the reading that gave way to the later one at `winnerRow`, at `ms` UTC. */
export function overruled(
  raw: RawHeartRate,
  loserRow: number,
  winnerRow: number,
  ms: number,
): RejectedRecord {
  const loser = raw.readings[loserRow] ?? { time: '', value: '' };
  const winner = raw.readings[winnerRow] ?? { time: '', value: '' };
  const place = winner.line === undefined ? `reading ${winnerRow + 1}` : `line ${winner.line}`;
  const origin = winner.origin ?? raw.origin;
  return record(
    raw,
    loser,
    'overruled-by-later-row',
    `${loser.value} bpm at ${new Date(ms).toISOString()} gave way to ${winner.value} bpm of ` +
      `${place} in ${origin}, the last row for that instant.`,
  );
}
