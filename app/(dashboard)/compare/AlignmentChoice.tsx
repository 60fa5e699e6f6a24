'use client';
import { useRouter } from 'next/navigation';
import controls from '#app/_components/controls.module.css';
import { kindWords } from '#app/_format/annotation.ts';
import { annotationKinds } from '#lib/contract/limits.ts';
import { type Alignment, parseAlignment } from './alignment.ts';

/** How the times of the users are laid over each other. */
export function AlignmentChoice({ alignment }: { alignment: Alignment }) {
  const router = useRouter();
  const choose = (next: Alignment) => {
    const query = new URLSearchParams(globalThis.location.search);
    // A window of one time says nothing in another.
    for (const name of ['start', 'end', 'anchors', 'align']) query.delete(name);
    if (next !== 'instant') query.set('align', next);
    router.push(`/compare?${query.toString().replaceAll('%2C', ',')}`);
  };
  return (
    <label className={controls.label}>
      Aligned by
      <select
        className={controls.field}
        value={alignment}
        onChange={({ target }) => choose(parseAlignment(target.value))}
      >
        <option value="instant">The same instants</option>
        <option value="local">Each one’s local time</option>
        <optgroup label="Hours since an annotation">
          {annotationKinds.map((kind) => (
            <option key={kind} value={kind}>
              Hours since {kindWords(kind).toLowerCase()}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}
