'use client';
import Link from 'next/link';
import { KindIcon } from '#app/_annotations/KindIcon.tsx';
import { windowAround } from '#app/_charts/annotationLayer.ts';
import { type LedgerStretch, reasonsOf } from '#app/_charts/gapReasons.ts';
import cover from '#app/_components/Coverage.module.css';
import { kindWords, whenWords } from '#app/_format/annotation.ts';
import { stateWords } from '#app/_format/coverage.ts';
import { failureWords } from '#app/_format/gapReason.ts';
import { formatMinutes } from '#app/_format/time.ts';
import type { Annotation } from '#lib/contract/annotations.ts';
import type { User } from '#lib/contract/users.ts';
import type { LocalDate } from '#lib/time/dateArithmetic.ts';
import { hrefOfWindow } from '../hrefs.ts';
import styles from './DayNotes.module.css';

interface DayNotesProps {
  user: User;
  date: LocalDate;
  annotations: readonly Annotation[];
  missing: readonly LedgerStretch[];
}

/** The day's bands and its ribbon in words: what is missing and why, and what somebody wrote down. */
export function DayNotes({ user, date, annotations, missing }: DayNotesProps) {
  return (
    <div className={styles.notes}>
      {missing.length > 0 ? <Missing {...{ user, missing }} /> : null}
      {annotations.length > 0 ? (
        <ul className={styles.annotations} aria-label={`Annotations of ${date}`}>
          {annotations.map((annotation) => (
            <li key={annotation.id} data-annotation={annotation.id}>
              <KindIcon kind={annotation.kind} />
              <Link href={hrefOfWindow(user.id, windowAround([annotation]))}>
                {kindWords(annotation.kind)}
              </Link>
              <span>{whenWords(annotation, user.timeZone)}</span>
              <span className={styles.text}>{annotation.text}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Missing({ user, missing }: Pick<DayNotesProps, 'user' | 'missing'>) {
  const reasons = reasonsOf(missing, missing);
  const failure = failureWords(reasons, user.timeZone);
  return (
    <p className={styles.missing} data-missing={reasons.map(({ state }) => state).join(' ')}>
      <Link href={`/users/${encodeURIComponent(user.id)}/coverage`}>Missing</Link>
      {reasons.map(({ state, ms }) => (
        <span key={state} className={cover.key}>
          <span className={cover.cell} data-cover={state} aria-hidden="true">
            {stateWords[state].sign}
          </span>
          {stateWords[state].label} {formatMinutes(ms / 60_000)}
        </span>
      ))}
      {failure ? <span>{failure}</span> : null}
    </p>
  );
}
