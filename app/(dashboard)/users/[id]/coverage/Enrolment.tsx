'use client';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import controls from '#app/_components/controls.module.css';
import { useRefresh } from '#app/_components/useRefresh.ts';
import { setEnrolment } from '#app/_queries/coverage.ts';
import styles from './page.module.css';

interface EnrolmentProps {
  userId: string;
  enrolledOn: string | null;
  withdrawnOn: string | null;
}

/** From when to when data is expected; days outside are no holes and are not asked for. */
export function Enrolment({ userId, enrolledOn, withdrawnOn }: EnrolmentProps) {
  const refresh = useRefresh();
  const save = useMutation({
    mutationFn: (form: FormData) =>
      setEnrolment(userId, {
        enrolledOn: dateIn(form, 'enrolledOn'),
        withdrawnOn: dateIn(form, 'withdrawnOn'),
      }),
    onSuccess: refresh,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  return (
    <section aria-label="Enrolment" className={styles.enrolment}>
      <h2>Enrolment</h2>
      <p className={styles.soft}>
        Data is expected from the first day to the last, both included. Nothing outside is asked for
        by itself; what is stored stays.
      </p>
      <form className={styles.form} onSubmit={submit}>
        <label className={controls.label}>
          Enrolled on
          <input
            type="date"
            name="enrolledOn"
            className={controls.field}
            defaultValue={enrolledOn ?? ''}
          />
        </label>
        <label className={controls.label}>
          Withdrawn on
          <input
            type="date"
            name="withdrawnOn"
            className={controls.field}
            defaultValue={withdrawnOn ?? ''}
          />
        </label>
        <button type="submit" className={controls.button} disabled={save.isPending}>
          Save
        </button>
        <span role="status" className={styles.soft}>
          {save.isSuccess ? 'Saved' : ''}
        </span>
      </form>
      {save.error ? (
        <p role="alert" className={styles.failed}>
          Not saved. {save.error.message}
        </p>
      ) : null}
    </section>
  );
}

/** An empty field takes the bound away. */
function dateIn(form: FormData, name: string): string | null {
  const value = form.get(name);
  return typeof value === 'string' && value !== '' ? value : null;
}
