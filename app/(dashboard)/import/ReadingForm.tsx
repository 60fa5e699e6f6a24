'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import controls from '#app/_components/controls.module.css';
import { type ChosenReading, chooseReading, importQuery } from '#app/_queries/imports.ts';
import type { ImportFileAnswer } from '#lib/contract/imports.ts';
import styles from './ImportView.module.css';

interface ReadingFormProps {
  importId: number;
  file: ImportFileAnswer;
  /** What the form is of. */
  label: string;
  chosen: ChosenReading;
  children: ReactNode;
}

/** Has a file read through again, as a person says that it is to be read. */
export function ReadingForm({ importId, file, label, chosen, children }: ReadingFormProps) {
  const client = useQueryClient();
  const choose = useMutation({
    mutationFn: () => chooseReading(importId, file.id, chosen),
    onSuccess: (answer) => client.setQueryData(importQuery(importId).queryKey, answer),
  });
  return (
    <form
      className={styles.fields}
      aria-label={`${label} ${file.name}`}
      onSubmit={(event) => {
        event.preventDefault();
        choose.mutate();
      }}
    >
      {children}
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
