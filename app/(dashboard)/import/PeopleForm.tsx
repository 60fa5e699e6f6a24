'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import controls from '#app/_components/controls.module.css';
import { spanWords } from '#app/_format/import.ts';
import { plural } from '#app/_format/numbers.ts';
import { importQuery, startImport } from '#app/_queries/imports.ts';
import type { ImportRecord } from '#lib/contract/imports.ts';
import styles from './ImportView.module.css';
import { type Choice, firstChoices, type Known, targetsOf, toNew, toNobody } from './targets.ts';

interface PeopleFormProps {
  record: ImportRecord;
  users: readonly Known[];
  wanted: string | undefined;
  again: boolean;
}

/** Whose the rows are, and in which zone times without an offset are meant; then it begins. */
export function PeopleForm({ record, users, wanted, again }: PeopleFormProps) {
  const client = useQueryClient();
  const [zones, setZones] = useState<readonly string[]>([]);
  const [choices, setChoices] = useState<Choice[]>(() => firstChoices(record, users, wanted, ''));
  // The browser's own zone: the server's rendering cannot know it.
  useEffect(() => {
    const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    setZones(Intl.supportedValuesOf('timeZone'));
    setChoices((before) => before.map((one) => ({ ...one, timeZone: one.timeZone || own })));
  }, []);
  const start = useMutation({
    mutationFn: () => startImport(record.id, targetsOf(choices)),
    onSuccess: (answer) => client.setQueryData(importQuery(record.id).queryKey, answer),
  });
  const naive = record.files.reduce((sum, { check }) => sum + (check?.naive ?? 0), 0);
  const several = choices.length > 1;
  const change = (index: number, part: Partial<Choice>) =>
    setChoices((before) => before.map((one, i) => (i === index ? { ...one, ...part } : one)));
  const taken = choices.filter(({ to }) => to !== toNobody).length;
  return (
    <form
      className={styles.card}
      aria-labelledby="people"
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate();
      }}
    >
      <h2 id="people">{several ? 'Whose rows are these?' : 'Whose data is it?'}</h2>
      <p className={styles.soft}>
        {naive === 0
          ? 'All times say their offset from UTC, so no zone has to be known to read them.'
          : `${plural(naive, 'time')} without an offset: they are read in the zone that stands here, by default the participant’s own.`}
      </p>
      <ul className={styles.people}>
        {choices.map((choice, i) => (
          <PersonLine
            key={choice.name ?? ''}
            choice={choice}
            found={record.people.find(({ name }) => name === choice.name)}
            users={users}
            several={several}
            naive={naive > 0}
            onChange={(part) => change(i, part)}
          />
        ))}
      </ul>
      <datalist id="import-zones">
        {zones.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <div className={styles.actions}>
        <button
          type="submit"
          className={controls.primary}
          disabled={start.isPending || taken === 0}
        >
          {again ? 'Go on with the import' : 'Import'}
        </button>
        {several ? (
          <span className={styles.soft}>
            {plural(taken, 'person', 'people')} of {choices.length}
          </span>
        ) : null}
      </div>
      {start.error ? (
        <p role="alert" className={styles.error}>
          {start.error.message}
        </p>
      ) : null}
    </form>
  );
}

interface PersonLineProps {
  choice: Choice;
  found: ImportRecord['people'][number] | undefined;
  users: readonly Known[];
  several: boolean;
  naive: boolean;
  onChange(part: Partial<Choice>): void;
}

function PersonLine({ choice, found, users, several, naive, onChange }: PersonLineProps) {
  const isNew = choice.to === toNew;
  const goTo = (to: string) => {
    const user = users.find(({ id }) => id === to);
    onChange({ to, ...(user && { timeZone: user.timeZone }) });
  };
  return (
    <li className={styles.person} data-person={choice.name ?? ''}>
      {several || choice.name !== null ? (
        <p className={styles.name}>
          <strong>{choice.name}</strong>
          {found ? (
            <span className={styles.soft}>
              {plural(found.rows, 'row')}, {spanWords(found)}
            </span>
          ) : null}
        </p>
      ) : null}
      <label className={controls.label}>
        {several ? `Rows of ${choice.name} go to` : 'Participant'}
        <select
          className={controls.field}
          value={choice.to}
          onChange={(event) => goTo(event.target.value)}
        >
          <option value={toNew}>A new participant</option>
          {users.map(({ id, name }) => (
            <option key={id} value={id}>
              {name === id ? id : `${name} (${id})`}
            </option>
          ))}
          {several ? <option value={toNobody}>Nobody: leave them out</option> : null}
        </select>
      </label>
      {isNew ? (
        <label className={controls.label}>
          Identifier
          <input
            className={controls.field}
            required
            maxLength={64}
            pattern="[A-Za-z0-9][A-Za-z0-9._\-]*"
            title="Letters, digits, “.”, “_” and “-”, starting with a letter or digit"
            autoComplete="off"
            value={choice.newId}
            onChange={(event) => onChange({ newId: event.target.value })}
          />
        </label>
      ) : null}
      {(naive || isNew) && choice.to !== toNobody ? (
        <label className={controls.label}>
          {naive ? 'Time zone of the times' : 'Time zone'}
          <input
            className={controls.field}
            required
            list="import-zones"
            value={choice.timeZone}
            onChange={(event) => onChange({ timeZone: event.target.value })}
          />
        </label>
      ) : null}
    </li>
  );
}
