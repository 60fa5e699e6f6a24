'use client';
import { useState } from 'react';
import type {
  ImportFileAnswer,
  TableColumnsAnswer,
  TablePreviewAnswer,
} from '#lib/contract/imports.ts';
import { ColumnSelect } from './ColumnSelect.tsx';
import { ColumnsTable } from './ColumnsTable.tsx';
import styles from './ImportView.module.css';
import { NotationSelect } from './NotationSelect.tsx';
import { firstColumns, type PreviewedColumn, previewedTable, roleOf } from './previewedTable.ts';
import { ReadingForm } from './ReadingForm.tsx';

interface ColumnsFormProps {
  importId: number;
  file: ImportFileAnswer;
  preview: TablePreviewAnswer;
}

/** The first lines of a table, and which of its columns are what. */
export function ColumnsForm({ importId, file, preview }: ColumnsFormProps) {
  const known = file.columns ?? preview.recognised;
  const [columns, setColumns] = useState<TableColumnsAnswer>(known ?? firstColumns(preview));
  const [isSaid, setSaid] = useState(known !== null);
  const table = previewedTable(preview, columns.hasHeader);
  // What is refused as it is being read may be read otherwise.
  const isAsked = known === null || file.asksDates || file.error !== null;
  return (
    <details className={styles.columns} open={isAsked || undefined}>
      <summary>Columns</summary>
      <ColumnsTable table={table} roleOf={(column) => roleOf(column, columns)} isSaid={isSaid} />
      <ReadingForm {...{ importId, file }} label="Columns of" chosen={{ columns, dates: null }}>
        <ColumnFields
          columns={columns}
          choices={table.columns}
          onChange={(part) => {
            setSaid(true);
            setColumns((before) => ({ ...before, ...part }));
          }}
        />
      </ReadingForm>
    </details>
  );
}

interface ColumnFieldsProps {
  columns: TableColumnsAnswer;
  choices: readonly PreviewedColumn[];
  onChange(part: Partial<TableColumnsAnswer>): void;
}

function ColumnFields({ columns, choices, onChange }: ColumnFieldsProps) {
  const [day = 0, timeOfDay] = columns.time;
  return (
    <>
      <ColumnSelect
        label="Time"
        columns={choices}
        value={columns.time[0]}
        onChange={(index = 0) => onChange({ time: [index, ...columns.time.slice(1)] })}
      />
      <ColumnSelect
        label="Time of day, if it is apart"
        columns={choices}
        value={timeOfDay}
        none="In the same column"
        onChange={(index) => onChange({ time: index === undefined ? [day] : [day, index] })}
      />
      <ColumnSelect
        label="Heart rate"
        columns={choices}
        value={columns.value}
        onChange={(index = 0) => onChange({ value: index })}
      />
      <ColumnSelect
        label="Person"
        columns={choices}
        value={columns.user}
        none="One person only"
        onChange={(user) => onChange({ user })}
      />
      <NotationSelect value={columns.notation} onChange={(notation) => onChange({ notation })} />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={columns.hasHeader}
          onChange={(event) => onChange({ hasHeader: event.target.checked })}
        />
        The first line names the columns
      </label>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={columns.isDaily ?? false}
          onChange={(event) => onChange({ isDaily: event.target.checked })}
        />
        Each row is a day and its resting heart rate
      </label>
    </>
  );
}
