'use client';
import { useState } from 'react';
import controls from '#app/_components/controls.module.css';
import type { ImportFileAnswer } from '#lib/contract/imports.ts';
import { ReadingForm } from './ReadingForm.tsx';

type Dates = NonNullable<ImportFileAnswer['dates']>;

const orders: Record<Dates, string> = {
  'day-first': 'The day: 4 May',
  'month-first': 'The month: April 5',
};

interface DatesFormProps {
  importId: number;
  file: ImportFileAnswer;
}

/** What comes first in dates with slashes, of the tables in an archive. */
export function DatesForm({ importId, file }: DatesFormProps) {
  const [dates, setDates] = useState<Dates | null>(file.dates);
  return (
    <ReadingForm {...{ importId, file }} label="Dates in" chosen={{ columns: null, dates }}>
      <label className={controls.label}>
        What comes first in dates such as 4/5/2025
        <select
          className={controls.field}
          value={dates ?? ''}
          onChange={({ target: { value } }) => setDates(isDates(value) ? value : null)}
        >
          <option value="">Each table tells for itself</option>
          {Object.entries(orders).map(([key, words]) => (
            <option key={key} value={key}>
              {words}
            </option>
          ))}
        </select>
      </label>
    </ReadingForm>
  );
}

function isDates(text: string): text is Dates {
  return Object.hasOwn(orders, text);
}
