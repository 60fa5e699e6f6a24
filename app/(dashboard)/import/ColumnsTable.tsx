import tables from '#app/_components/table.module.css';
import styles from './ImportView.module.css';
import type { PreviewedTable } from './previewedTable.ts';

interface ColumnsTableProps {
  table: PreviewedTable;
  roleOf(column: number): string;
  /** Whether the columns are recognised or chosen, and not only the first ones. */
  isSaid: boolean;
}

/** The first lines of a table, with what its columns are taken for. */
export function ColumnsTable({ table, roleOf, isSaid }: ColumnsTableProps) {
  return (
    <div className={tables.scroll}>
      <table className={tables.table}>
        <thead>
          <tr>
            {table.columns.map(({ index, name }) => (
              <th key={index} scope="col" className={tables.start} data-role={roleOf(index)}>
                {name}
                <span className={styles.role}>{isSaid ? roleOf(index) : ''}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.lines.map(({ number, cells }) => (
            <tr key={number}>
              {cells.map(({ column, text }) => (
                <td key={column} className={tables.start}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
