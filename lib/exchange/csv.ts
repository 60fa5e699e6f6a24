/** CSV (RFC 4180) with what must be known in comment lines, and a last line that proves it whole. */
import { localTimeWriter, offsetText } from './localTime.ts';
import type { Exported, ExportedDay, SampleBatch } from './types.ts';

const lineEnd = '\r\n';

/**
 * Columns: the user's local time with its offset, bpm, key of the source, and the offset of the
 * device's own clock where the source says so; an import of the file keeps it.
 */
export async function* csvExport(exported: Exported): AsyncGenerator<string> {
  yield linesOf([
    ...headLines(exported),
    ...exported.days.map(dayLine),
    'time,bpm,source,device_utc_offset',
  ]);
  let count = 0;
  for await (const batch of exported.samples) {
    count += batch.t.length;
    yield batchText(batch, exported.timeZone);
  }
  yield linesOf([`# End of the export: ${count} samples`]);
}

function headLines(exported: Exported): string[] {
  const { userId, name, timeZone, start, end, firstSample, lastSample, exportedAt } = exported;
  const iso = (ms: number) => localTimeWriter(ms, ms, timeZone)(ms);
  const whole = 'everything that is stored';
  const asked =
    start === null && end === null
      ? whole
      : `${start === null ? 'from the first sample' : iso(start)} to ${end === null ? 'the last sample' : `${iso(end)}, the end not included`}`;
  return [
    `# Heart rate of ${userId}${name === userId ? '' : ` (${onOneLine(name)})`}, in bpm, as recorded: nothing is imputed`,
    `# Window: ${asked}`,
    `# Time zone: ${timeZone}`,
    `# Exported: ${iso(exportedAt)}`,
    firstSample === null || lastSample === null
      ? '# Stored: no samples'
      : `# Stored: samples from ${iso(firstSample)} to ${iso(lastSample)}; there are none before and after`,
    '# The last line counts the samples; a file without it is incomplete',
    ...exported.annotations.map((annotation) => {
      const { kind, text } = annotation;
      const until = annotation.end > annotation.start ? ` to ${iso(annotation.end)}` : '';
      return `# Annotation: ${kind}, ${iso(annotation.start)}${until}${text && `: ${onOneLine(text)}`}`;
    }),
    ...(exported.days.length > 0
      ? ['# Days, whole local days even where the window cuts them: what is missing, and why']
      : []),
  ];
}

function dayLine({ date, samples, minutesWithData, minutes, reason }: ExportedDay): string {
  const why = reason ? `, ${onOneLine(reason)}` : '';
  return `# Day ${date}: ${samples} samples, ${minutesWithData} of ${minutes} minutes with data${why}`;
}

/** Comments end with their line, so what is written in them may not begin another. */
function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function batchText({ t, value, source, utcOffset }: SampleBatch, timeZone: string): string {
  const written = localTimeWriter(t[0] ?? 0, t.at(-1) ?? 0, timeZone);
  return linesOf(
    t.map((ms, i) => `${written(ms)},${value[i]},${source[i]},${deviceOffset(utcOffset[i])}`),
  );
}

function deviceOffset(seconds: number | null | undefined): string {
  return typeof seconds === 'number' ? offsetText(seconds * 1_000) : '';
}

function linesOf(lines: string[]): string {
  return lines.map((line) => line + lineEnd).join('');
}
