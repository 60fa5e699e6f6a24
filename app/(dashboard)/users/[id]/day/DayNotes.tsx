'use client';
import Link from 'next/link';
import { KindIcon } from '#app/_annotations/KindIcon.tsx';
import { windowAround } from '#app/_charts/annotationLayer.ts';
import type { GapReason } from '#app/_charts/gapReasons.ts';
import { ReasonChips } from '#app/_components/ReasonChips.tsx';
import { kindWords, whenWords } from '#app/_format/annotation.ts';
import { failureWords } from '#app/_format/gapReason.ts';
import type { Annotation } from '#lib/contract/annotations.ts';
import type { User } from '#lib/contract/users.ts';
import type { LocalDate } from '#lib/time/dateArithmetic.ts';
import { hrefOfWindow } from '../hrefs.ts';
import styles from './DayNotes.module.css';

interface DayNotesProps {
  user: User;
  date: LocalDate;
  annotations: readonly Annotation[];
  /** Why there are gaps in it. */
  reasons: readonly GapReason[];
}

/** The day's bands and its ribbon in words: what is missing and why, and what somebody wrote down. */
export function DayNotes({ user, date, annotations, reasons }: DayNotesProps) {
  return (
    <div className={styles.notes}>
      {reasons.length > 0 ? <Missing {...{ user, reasons }} /> : null}
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

function Missing({ user, reasons }: Pick<DayNotesProps, 'user' | 'reasons'>) {
  const failure = failureWords(reasons, user.timeZone);
  return (
    <p className={styles.missing}>
      <Link href={`/users/${encodeURIComponent(user.id)}/coverage`}>Missing</Link>
      <ReasonChips reasons={reasons} beside="length" />
      {failure ? <span>{failure}</span> : null}
    </p>
  );
}
