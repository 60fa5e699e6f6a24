/** The beginning of a table as a person looks at it to say which column is what. */
import { shown } from '../../files/failures.ts';
import type { TableColumns } from '../../files/kind.ts';
import { lineBatches } from '../../files/lines.ts';
import { commentIn, isContent, partings } from '../../files/table.ts';
import { recogniseHeader } from './records.ts';

export interface TablePreview {
  /** The cells of the first line. */
  header: string[];
  /** The cells of the lines behind it. */
  rows: string[][];
  /** What its header says; null where it is not understood. */
  recognised: TableColumns | null;
}

const rowsShown = 5;
const columnsShown = 50;
const charactersShown = 60;

/**
 * @param name of the file, see `recogniseHeader`.
 * @returns undefined for what has no two columns, and so is no table.
 * @throws {NoHeartRate} for what is no text.
 */
export async function previewTable(
  chunks: AsyncIterable<Buffer>,
  name: string,
): Promise<TablePreview | undefined> {
  const [first, ...rest] = await firstLines(chunks, name);
  const best = partings(first ?? '')[0];
  if (!best || best.fields.length < 2) return undefined;
  const columns = recogniseHeader(best.fields, { name });
  // A table of days is no table of samples, whichever columns one chose.
  if (typeof columns === 'object' && columns.isDaily) return undefined;
  const recognised =
    typeof columns === 'string'
      ? null
      : {
          time: columns.time,
          value: columns.value,
          user: columns.user,
          notation: 'as-written' as const,
          hasHeader: true,
        };
  const cells = (line: string) => {
    const parted = partings(line).find(({ delimiter }) => delimiter === best.delimiter);
    return (parted?.fields ?? [])
      .slice(0, columnsShown)
      .map((cell) => shown(cell, charactersShown));
  };
  return { header: cells(first ?? ''), rows: rest.map(cells), recognised };
}

/** Comments aside, but for one that is the header. */
async function firstLines(chunks: AsyncIterable<Buffer>, name: string): Promise<string[]> {
  const lines: string[] = [];
  let inComment: string | undefined;
  for await (const line of contentOf(chunks)) {
    const comment = commentIn(line);
    if (comment === undefined) lines.push(line.text);
    else if (isHeader(comment, name)) inComment = comment;
    if (lines.length > rowsShown) break;
  }
  const [first] = lines;
  if (inComment === undefined || (first !== undefined && isHeader(first, name))) return lines;
  return [inComment, ...lines.slice(0, rowsShown)];
}

async function* contentOf(chunks: AsyncIterable<Buffer>) {
  for await (const batch of lineBatches(chunks)) yield* batch.filter(isContent);
}

function isHeader(line: string, name: string): boolean {
  return partings(line).some(({ fields }) => typeof recogniseHeader(fields, { name }) === 'object');
}
