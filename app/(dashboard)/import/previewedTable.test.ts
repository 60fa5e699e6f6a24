import { describe, expect, it } from 'vitest';
import { firstColumns, previewedTable, roleOf } from './previewedTable.ts';

const preview = {
  header: ['when', '', 'bpm'],
  rows: [['12:00', 'a', '61'], ['12:01']],
  recognised: null,
};

describe('the first lines of a table', () => {
  it('are numbered as in the file, behind the line that names the columns', () => {
    expect(previewedTable(preview, true).lines.map(({ number }) => number)).toEqual([2, 3]);
  });

  it('begin with the first line where it names no columns', () => {
    const { columns, lines } = previewedTable(preview, false);
    expect(columns.map(({ name }) => name)).toEqual(['column 1', 'column 2', 'column 3']);
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(lines[0]?.cells.map(({ text }) => text)).toEqual(['when', '', 'bpm']);
  });

  it('call a column without a name by its number', () => {
    const names = previewedTable(preview, true).columns.map(({ name }) => name);
    expect(names).toEqual(['when', 'column 2', 'bpm']);
  });

  it('have a cell for every column, empty where the line is shorter', () => {
    expect(previewedTable(preview, true).lines[1]?.cells).toEqual([
      { column: 0, text: '12:01' },
      { column: 1, text: '' },
      { column: 2, text: '' },
    ]);
  });
});

describe('columns of which nothing is recognised', () => {
  it('are taken for time and heart rate, as far as there are columns', () => {
    const columns = firstColumns(preview);
    expect([0, 1, 2].map((column) => roleOf(column, columns))).toEqual(['time', 'heart rate', '']);
    expect(firstColumns({ ...preview, header: ['all'] }).value).toBe(0);
  });

  it('have no names where the first line holds a time or a number', () => {
    expect(firstColumns(preview).hasHeader).toBe(true);
    const headless = { ...preview, header: ['7', '2025-06-15 10:00:00', '61'] };
    expect(firstColumns(headless).hasHeader).toBe(false);
  });
});
