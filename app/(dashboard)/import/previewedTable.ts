/** The first lines of a table as they are shown: each column and each line with its number. */
import type { TableColumnsAnswer, TablePreviewAnswer } from '#lib/contract/imports.ts';

export interface PreviewedColumn {
  /** From 0, as the choice of columns counts them. */
  index: number;
  name: string;
}

export interface PreviewedLine {
  /** From 1, as in the file. */
  number: number;
  /** One for every column, empty where the line is shorter. */
  cells: { column: number; text: string }[];
}

export interface PreviewedTable {
  columns: PreviewedColumn[];
  lines: PreviewedLine[];
}

/** @param hasHeader whether the first line names the columns, or is one of the lines. */
export function previewedTable(
  { header, rows }: TablePreviewAnswer,
  hasHeader: boolean,
): PreviewedTable {
  const lines = hasHeader ? rows : [header, ...rows];
  const firstNumber = hasHeader ? 2 : 1;
  return {
    columns: header.map((written, index) => ({
      index,
      name: (hasHeader && written) || `column ${index + 1}`,
    })),
    lines: lines.map((cells, place) => ({
      number: firstNumber + place,
      cells: header.map((_, column) => ({ column, text: cells[column] ?? '' })),
    })),
  };
}

const number = /^\d+(?:[.,]\d+)?$|\d:\d\d/;

/**
 * Nothing is recognised: the first columns stand there until somebody says otherwise. A line with a
 * number or a time in it names no columns.
 */
export function firstColumns({ header }: TablePreviewAnswer): TableColumnsAnswer {
  return {
    time: [0],
    value: Math.min(1, header.length - 1),
    notation: 'as-written',
    hasHeader: !header.some((cell) => number.test(cell.trim())),
  };
}

/** What a column is taken for; empty for those that are left aside. */
export function roleOf(column: number, { time, value, user }: TableColumnsAnswer): string {
  if (time.includes(column)) return 'time';
  if (value === column) return 'heart rate';
  return user === column ? 'person' : '';
}
