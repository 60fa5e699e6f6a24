'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import controls from '#app/_components/controls.module.css';
import { chooseDates, importQuery } from '#app/_queries/imports.ts';
import type { ImportFileAnswer } from '#lib/contract/imports.ts';
import styles from './ImportView.module.css';

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
  const client = useQueryClient();
  const [dates, setDates] = useState<Dates | null>(file.dates);
  const choose = useMutation({
    mutationFn: () => chooseDates(importId, file.id, dates),
    onSuccess: (answer) => client.setQueryData(importQuery(importId).queryKey, answer),
  });
  return (
    <form
      className={styles.fields}
      aria-label={`Dates in ${file.name}`}
      onSubmit={(event) => {
        event.preventDefault();
        choose.mutate();
      }}
    >
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
      <button type="submit" className={controls.button} disabled={choose.isPending}>
        Read it so
      </button>
      {choose.error ? (
        <p role="alert" className={styles.error}>
          {choose.error.message}
        </p>
      ) : null}
    </form>
  );
}

function isDates(text: string): text is Dates {
  return Object.hasOwn(orders, text);
}
