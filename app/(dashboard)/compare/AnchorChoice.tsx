'use client';
import { useRouter } from 'next/navigation';
import controls from '#app/_components/controls.module.css';
import { whenWords } from '#app/_format/annotation.ts';
import type { Annotation } from '#lib/contract/annotations.ts';
import styles from './AnchorChoice.module.css';
import { type Aligned, anchorsOf, isKind } from './alignment.ts';
import type { Compared } from './useComparison.ts';

interface AnchorChoiceProps {
  compared: Compared;
  one: Aligned;
  annotations: readonly Annotation[];
}

/** What a user's hours are counted from, and which other annotations of the kind there are. */
export function AnchorChoice({ compared, one, annotations }: AnchorChoiceProps) {
  const router = useRouter();
  const { alignment, anchors } = compared;
  const { user, anchor } = one;
  if (!isKind(alignment) || !anchor) return null;
  const own = anchorsOf(user.id, alignment, annotations);
  const choose = (id: number) => {
    const others = anchors.filter((chosen) => !own.some((annotation) => annotation.id === chosen));
    const query = new URLSearchParams(globalThis.location.search);
    query.set('anchors', [...others, id].join(','));
    router.replace(`/compare?${query}`, { scroll: false });
  };
  const words = whenWords(anchor, user.timeZone);
  if (own.length < 2) return <span className={styles.only}>since {words}</span>;
  return (
    <select
      aria-label={`${user.name} counts from`}
      className={`${controls.field} ${styles.choice}`}
      value={anchor.id}
      onChange={({ target }) => choose(Number(target.value))}
    >
      {own.map((annotation) => (
        <option key={annotation.id} value={annotation.id}>
          since {whenWords(annotation, user.timeZone)}
        </option>
      ))}
    </select>
  );
}
