import controls from '#app/_components/controls.module.css';
import type { TableColumnsAnswer } from '#lib/contract/imports.ts';

type Notation = TableColumnsAnswer['notation'];

const notations: Record<Notation, string> = {
  'as-written': '2025-06-15 14:00:05, or 6/15/2025 2:00:05 PM (month first)',
  'day-first': '15/6/2025 14:00:05 (day first)',
  'unix-seconds': '1749996005 (seconds since 1970)',
  'unix-milliseconds': '1749996005000 (milliseconds since 1970)',
  'days-since-1900': '45823.58339 (a spreadsheet’s days since 1900)',
  'days-since-1904': '44361.58339 (a spreadsheet’s days since 1904)',
};

interface NotationSelectProps {
  value: Notation;
  onChange(notation: Notation): void;
}

/** How the times of a table are written, by example. */
export function NotationSelect({ value, onChange }: NotationSelectProps) {
  return (
    <label className={controls.label}>
      Times are written as
      <select
        className={controls.field}
        value={value}
        onChange={(event) => {
          if (isNotation(event.target.value)) onChange(event.target.value);
        }}
      >
        {Object.entries(notations).map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

function isNotation(text: string): text is Notation {
  return Object.hasOwn(notations, text);
}
