import controls from '#app/_components/controls.module.css';
import type { PreviewedColumn } from './previewedTable.ts';

interface ColumnSelectProps {
  label: string;
  columns: readonly PreviewedColumn[];
  /** Undefined while none is chosen. */
  value: number | undefined;
  /** Words for choosing none; without them one has to be chosen. */
  none?: string;
  onChange(index: number | undefined): void;
}

const noColumn = -1;

/** One of a table's columns. */
export function ColumnSelect({ label, columns, value, none, onChange }: ColumnSelectProps) {
  return (
    <label className={controls.label}>
      {label}
      <select
        className={controls.field}
        value={value ?? noColumn}
        onChange={(event) => {
          const index = Number(event.target.value);
          onChange(index === noColumn ? undefined : index);
        }}
      >
        {none === undefined ? null : <option value={noColumn}>{none}</option>}
        {columns.map(({ index, name }) => (
          <option key={index} value={index}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
