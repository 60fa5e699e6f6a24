/** A source whose documents a test writes, day by day, in the words of the Fitbit Web API. */
import type { RawReading, Source } from '#lib/etl/types.ts';
import { eachDay, type LocalDate } from '#lib/time/localDate.ts';

export interface DocumentSource extends Source {
  /** The readings that the vendor has of each local day now; change them between runs. */
  documents: Map<LocalDate, RawReading[]>;
  /** The local days that were asked for, in order. */
  asked: LocalDate[];
}

export function documentSource(documents: Record<LocalDate, RawReading[]> = {}): DocumentSource {
  const source: DocumentSource = {
    key: 'documents',
    label: 'Documents',
    scheduled: false,
    documents: new Map(Object.entries(documents)),
    asked: [],
    extractors: {
      heart_rate: async function* ({ window }) {
        for (const date of eachDay(window.start, window.end)) {
          source.asked.push(date);
          const readings = source.documents.get(date);
          if (readings) {
            yield { origin: `document ${date}`, notation: 'time-of-day', date, readings };
          }
        }
      },
    },
  };
  return source;
}

/** One reading a minute from `HH:MM` on, with these values. */
export function minutely(from: string, values: readonly (number | string)[]): RawReading[] {
  const [hour = 0, minute = 0] = from.split(':').map(Number);
  return values.map((value, index) => {
    const at = hour * 60 + minute + index;
    const clock = [Math.floor(at / 60), at % 60, 0].map((part) => String(part).padStart(2, '0'));
    return { time: clock.join(':'), value };
  });
}
