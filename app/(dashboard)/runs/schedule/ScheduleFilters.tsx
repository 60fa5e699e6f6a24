'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useTransition } from 'react';
import { Choice } from '#app/_components/Choice.tsx';
import controls from '#app/_components/controls.module.css';
import { SearchField } from '#app/_components/SearchField.tsx';
import screen from '#app/_components/screen.module.css';
import { scheduleSorts } from '#lib/contract/limits.ts';
import runStyles from '../RunsView.module.css';
import styles from './page.module.css';
import {
  parseScheduleView,
  type ScheduleView,
  scheduleAddress,
  sortLabels,
} from './scheduleAddress.ts';

/** Works as a plain form too; a choice is shown at once, what is typed when it is sent. */
export function ScheduleFilters({ view }: { view: ScheduleView }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const show = (form: HTMLFormElement | null) => {
    if (!form) return;
    const next = parseScheduleView(Object.fromEntries(new FormData(form)));
    startTransition(() => router.push(scheduleAddress(next)));
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    show(event.currentTarget);
  };
  return (
    <search>
      <form
        action="/runs/schedule"
        className={`${screen.filters} ${runStyles.filters}`}
        aria-busy={pending}
        onSubmit={submit}
      >
        <SearchField
          label="User"
          name="q"
          placeholder="Name or identifier"
          value={view.q}
          maxLength={100}
        />
        <Choice
          name="sort"
          label="Order"
          value={view.sort}
          options={scheduleSorts.map((sort) => [sort, sortLabels[sort]])}
          onChange={(event) => show(event.currentTarget.form)}
        />
        <label className={styles.check}>
          <input
            type="checkbox"
            name="overdue"
            value="true"
            checked={view.overdue === 'true'}
            onChange={(event) => show(event.currentTarget.form)}
          />
          Only overdue
        </label>
        <button type="submit" className={controls.button}>
          Show
        </button>
      </form>
    </search>
  );
}
