'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { AnnotationEditor } from '#app/_annotations/AnnotationEditor.tsx';
import { KindIcon } from '#app/_annotations/KindIcon.tsx';
import { type Outcome, useAnnotating } from '#app/_annotations/useAnnotating.ts';
import { windowAround } from '#app/_charts/annotationLayer.ts';
import card from '#app/_components/card.module.css';
import controls from '#app/_components/controls.module.css';
import { EmptyNotice, FailedNotice } from '#app/_components/Notice.tsx';
import tables from '#app/_components/table.module.css';
import { kindWords, lengthWords, whenWords } from '#app/_format/annotation.ts';
import { formatCount, plural } from '#app/_format/numbers.ts';
import { formatZone } from '#app/_format/time.ts';
import { annotationsQuery, useDeleteAnnotation } from '#app/_queries/annotations.ts';
import { useLastKnown } from '#app/_queries/useLastKnown.ts';
import type { Annotation } from '#lib/contract/annotations.ts';
import { annotationKinds, maxAnnotations } from '#lib/contract/limits.ts';
import type { User } from '#lib/contract/users.ts';
import { hrefOfWindow } from '../hrefs.ts';
import styles from './AnnotationList.module.css';
import { type ListOptions, listed, type SortKey, sortedBy, writeList } from './listAddress.ts';

interface AnnotationListProps {
  user: User;
  initial: ListOptions;
  /** When the page was made, ms UTC. */
  now: number;
}

const hour = 3_600_000;

/** All that was written of this user: sorted, filtered, changed, deleted, and looked at in the chart. */
export function AnnotationList({ user, initial, now }: AnnotationListProps) {
  const [options, choose] = useListOptions(initial);
  const annotating = useAnnotating();
  const [outcome, setOutcome] = useState<Outcome>();
  const remove = useDeleteAnnotation(user.id);
  const query = useQuery(annotationsQuery(user.id));
  const known = useLastKnown(query.data);
  const shown = listed(known?.annotations ?? [], options);
  const add = () => {
    const end = user.lastSample ?? now;
    annotating.annotate(user.id, { start: end - hour, end });
  };
  const addButton = (
    <button type="button" className={controls.primary} onClick={add}>
      Add annotation
    </button>
  );
  return (
    <section className={card.card} aria-label="Annotations" aria-busy={query.isFetching}>
      <div className={styles.head}>
        <p className={styles.count}>
          {plural(shown.length, 'annotation')}
          {known?.nextCursor ? ` of the newest ${formatCount(maxAnnotations)}` : ''}
          <small> Times in {formatZone(user.lastSample ?? now, user.timeZone)}</small>
        </p>
        <KindFilter options={options} choose={choose} />
        {addButton}
      </div>
      <AnnotationEditor
        annotating={annotating}
        timeZone={user.timeZone}
        outcome={outcome}
        onOutcome={setOutcome}
      />
      {query.error && !known ? (
        <FailedNotice
          title="The annotations could not be loaded"
          actions={
            <button type="button" className={controls.button} onClick={() => query.refetch()}>
              Try again
            </button>
          }
        >
          <p>{query.error.message}</p>
        </FailedNotice>
      ) : shown.length === 0 ? (
        <EmptyNotice title={options.kind ? 'None of this kind' : 'Nothing was written yet'}>
          <p>
            Select a stretch in the chart and press <em>Annotate</em>, or add one here: exercise,
            illness, medication, the device off, or any note.
          </p>
        </EmptyNotice>
      ) : (
        <Table
          annotations={shown}
          user={user}
          options={options}
          choose={choose}
          onEdit={annotating.edit}
          onDelete={({ id }) =>
            remove.mutate(id, {
              onSuccess: (annotation) => setOutcome({ what: 'deleted', annotation }),
            })
          }
        />
      )}
      {remove.error ? (
        <p role="alert" className={styles.failed}>
          Not deleted. {remove.error.message}
        </p>
      ) : null}
    </section>
  );
}

/** Mirrored in the address, without entries of the history. */
function useListOptions(initial: ListOptions) {
  const [options, setOptions] = useState(initial);
  const choose = (next: ListOptions) => {
    setOptions(next);
    const url = new URL(globalThis.location.href);
    writeList(next, url.searchParams);
    globalThis.history.replaceState(null, '', url);
  };
  return [options, choose] as const;
}

interface ChosenProps {
  options: ListOptions;
  choose: (options: ListOptions) => void;
}

function KindFilter({ options, choose }: ChosenProps) {
  return (
    <select
      aria-label="Kind"
      className={controls.field}
      value={options.kind ?? ''}
      onChange={({ target }) =>
        choose({ ...options, kind: annotationKinds.find((kind) => kind === target.value) })
      }
    >
      <option value="">All kinds</option>
      {annotationKinds.map((kind) => (
        <option key={kind} value={kind}>
          {kindWords(kind)}
        </option>
      ))}
    </select>
  );
}

interface TableProps extends ChosenProps {
  annotations: Annotation[];
  user: User;
  onEdit: (annotation: Annotation) => void;
  onDelete: (annotation: Annotation) => void;
}

const columns: { key: SortKey; label: string }[] = [
  { key: 'when', label: 'When' },
  { key: 'kind', label: 'Kind' },
  { key: 'length', label: 'Length' },
  { key: 'text', label: 'In words' },
];

function Table({ annotations, options, choose, ...row }: TableProps) {
  return (
    <div className={tables.scroll}>
      <table className={`${tables.table} ${tables.cards}`}>
        <thead>
          <tr>
            {columns.map(({ key, label }) => (
              <th
                key={key}
                scope="col"
                className={tables.start}
                aria-sort={
                  options.sort !== key ? 'none' : options.descending ? 'descending' : 'ascending'
                }
              >
                <button
                  type="button"
                  className={tables.sort}
                  onClick={() => choose(sortedBy(options, key))}
                >
                  {label}
                  <span aria-hidden="true">
                    {options.sort !== key ? '' : options.descending ? ' ↓' : ' ↑'}
                  </span>
                </button>
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">What to do</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {annotations.map((annotation) => (
            <Row key={annotation.id} annotation={annotation} {...row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps extends Omit<TableProps, 'annotations' | 'options' | 'choose'> {
  annotation: Annotation;
}

function Row({ annotation, user, onEdit, onDelete }: RowProps) {
  const { id, kind, text } = annotation;
  const when = whenWords(annotation, user.timeZone);
  return (
    <tr data-annotation={id}>
      <th scope="row">
        <Link href={hrefOfWindow(user.id, windowAround([annotation]))}>{when}</Link>
      </th>
      <td data-label="Kind" className={tables.start}>
        <span className={styles.kind}>
          <KindIcon kind={kind} /> {kindWords(kind)}
        </span>
      </td>
      <td data-label="Length" className={tables.start}>
        {lengthWords(annotation)}
      </td>
      <td
        data-label="In words"
        className={`${tables.start} ${tables.wrap} ${tables.whole} ${styles.text}`}
      >
        {text === '' ? <span className={styles.none}>–</span> : text}
      </td>
      <td data-label="" className={tables.whole}>
        <span className={styles.actions}>
          <button
            type="button"
            className={controls.button}
            aria-label={`Change ${kindWords(kind)}, ${when}`}
            onClick={() => onEdit(annotation)}
          >
            Change
          </button>
          <button
            type="button"
            className={controls.button}
            aria-label={`Delete ${kindWords(kind)}, ${when}`}
            onClick={() => onDelete(annotation)}
          >
            Delete
          </button>
        </span>
      </td>
    </tr>
  );
}
