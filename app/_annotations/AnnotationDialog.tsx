'use client';
import { Dialog } from '@base-ui/react/dialog';
import { type FormEvent, useId, useState } from 'react';
import { readTypedInstant } from '#app/_charts/typedRange.ts';
import controls from '#app/_components/controls.module.css';
import { kindWords } from '#app/_format/annotation.ts';
import { formatZone, toInputDateTime } from '#app/_format/time.ts';
import {
  type AnnotationDraft,
  useDeleteAnnotation,
  useSaveAnnotation,
} from '#app/_queries/annotations.ts';
import { annotationKinds, maxAnnotationText } from '#lib/contract/limits.ts';
import styles from './AnnotationDialog.module.css';
import { KindIcon } from './KindIcon.tsx';
import type { Edited, Outcome } from './useAnnotating.ts';

interface AnnotationDialogProps {
  edited: Edited;
  /** Whose clock the times are typed on. */
  timeZone: string;
  onClose: () => void;
  onDone: (outcome: Outcome) => void;
}

/** Kind, times and words of one annotation. */
export function AnnotationDialog({ edited, timeZone, onClose, onDone }: AnnotationDialogProps) {
  const { userId, id, draft } = edited;
  const save = useSaveAnnotation(userId);
  const remove = useDeleteAnnotation(userId);
  const [wrong, setWrong] = useState('');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const read = readForm(new FormData(event.currentTarget), draft, timeZone);
    if (typeof read === 'string') return setWrong(read);
    setWrong('');
    save.mutate(
      { id, draft: read },
      { onSuccess: (annotation) => onDone({ what: 'saved', annotation }) },
    );
  };
  const failed = wrong || save.error?.message || remove.error?.message;
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup}>
          <Dialog.Title className={styles.title}>
            {id === undefined ? 'Annotate' : 'Change the annotation'}
          </Dialog.Title>
          <form className={styles.form} onSubmit={submit}>
            <Fields draft={draft} timeZone={timeZone} />
            {failed ? (
              <p role="alert" className={styles.failed}>
                {failed}
              </p>
            ) : null}
            <div className={styles.actions}>
              {id === undefined ? null : (
                <button
                  type="button"
                  className={`${controls.button} ${styles.delete}`}
                  disabled={remove.isPending}
                  onClick={() =>
                    remove.mutate(id, {
                      onSuccess: (annotation) => onDone({ what: 'deleted', annotation }),
                    })
                  }
                >
                  Delete
                </button>
              )}
              <Dialog.Close className={controls.button}>Cancel</Dialog.Close>
              <button type="submit" className={controls.primary} disabled={save.isPending}>
                Save
              </button>
            </div>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Of shorter stretches one may want to give the seconds. */
const shortMs = 600_000;

function Fields({
  draft,
  timeZone,
}: Pick<AnnotationDialogProps, 'timeZone'> & { draft: AnnotationDraft }) {
  const [moment, setMoment] = useState(draft.start === draft.end);
  const hint = useId();
  const seconds = [draft.start, draft.end].some((ms) => ms % 60_000 !== 0);
  const time = (name: 'start' | 'end', label: string) => (
    <label className={controls.label}>
      {label}
      <input
        type="datetime-local"
        step={seconds || draft.end - draft.start < shortMs ? 1 : 60}
        name={name}
        required
        className={controls.field}
        aria-describedby={hint}
        defaultValue={toInputDateTime(draft[name], timeZone)}
      />
    </label>
  );
  return (
    <>
      <fieldset className={styles.kinds}>
        <legend>What was it?</legend>
        {annotationKinds.map((kind) => (
          <label key={kind} className={styles.kind}>
            <input
              type="radio"
              name="kind"
              value={kind}
              defaultChecked={kind === draft.kind}
              className="visually-hidden"
            />
            <KindIcon kind={kind} />
            {kindWords(kind)}
          </label>
        ))}
      </fieldset>
      <div className={styles.times}>
        {time('start', moment ? 'At' : 'From')}
        {moment ? null : time('end', 'To')}
      </div>
      <label className={styles.moment}>
        <input
          type="checkbox"
          name="moment"
          checked={moment}
          onChange={(event) => setMoment(event.target.checked)}
        />
        Only a moment
      </label>
      <p id={hint} className={styles.hint}>
        Times in {formatZone(draft.start, timeZone)}
      </p>
      <label className={controls.label}>
        In words
        <textarea
          name="text"
          rows={4}
          maxLength={maxAnnotationText}
          className={styles.text}
          defaultValue={draft.text}
        />
      </label>
    </>
  );
}

/** @returns what was typed, or what is wrong with it. */
function readForm(form: FormData, draft: AnnotationDraft, timeZone: string) {
  const kind = annotationKinds.find((known) => known === form.get('kind'));
  const text = String(form.get('text') ?? '').trim();
  // A time that nobody touched stays what it was: an hour that comes twice has no second notation.
  const instant = (name: 'start' | 'end') => {
    const typed = String(form.get(name) ?? '');
    const before = draft[name];
    return typed === toInputDateTime(before, timeZone).slice(0, Math.max(typed.length, 16))
      ? before
      : readTypedInstant(typed, timeZone);
  };
  const start = instant('start');
  const end = form.has('moment') ? start : instant('end');
  if (kind === undefined || start === undefined || end === undefined)
    return 'Give it a kind and its times.';
  if (end < start) return 'It ends before it begins: change one of the times.';
  if (kind === 'note' && text === '') return 'A note has to say something.';
  return { kind, start, end, text };
}
