import Link from 'next/link';
import type { User } from '#lib/contract/users.ts';

/** Says what is of one source, and what is of all; nothing where it is the merged series. */
export function SourceAlone({ user, source }: { user: User; source: string | undefined }) {
  if (source === undefined) return null;
  return (
    <p role="status" data-alone={source}>
      Chart, strip, figures and points are of the source <strong>{source}</strong> alone, also what
      the merged series does not show of it. The days below are of all sources.{' '}
      <Link href={`/users/${user.id}`}>Show all sources</Link>
    </p>
  );
}
