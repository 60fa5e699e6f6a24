import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { askFor, guessedWidth, pointsFor } from '#app/_charts/ask.ts';
import { clampWindow, limitsOf, parseWindow, presetWindow } from '#app/_charts/timeWindow.ts';
import { EmptyNotice } from '#app/_components/Notice.tsx';
import { heartRatesQuery } from '#app/_queries/heartRates.ts';
import { makeQueryClient } from '#app/_queries/makeQueryClient.ts';
import { getHeartRates } from '#db/queries/getHeartRates.ts';
import { getUsers } from '#db/queries/getUsers.ts';
import type { User } from '#lib/contract/users.ts';
import { CompareView } from './CompareView.tsx';
import styles from './page.module.css';
import { parseUsers } from './selection.ts';
import { UserPicker } from './UserPicker.tsx';

export const metadata: Metadata = { title: 'Compare' };

export default async function ComparePage(props: PageProps<'/compare'>) {
  const { users: asked, start, end } = await props.searchParams;
  const all = await getUsers();
  const known = new Map(all.map((user) => [user.id, user]));
  const chosen = parseUsers(asked).flatMap((id) => known.get(id) ?? []);
  const withData = chosen.filter(({ lastSample }) => lastSample !== null);
  return (
    <>
      <header className={styles.head}>
        <h1>Compare</h1>
        <UserPicker
          users={all.map(({ id, name }) => ({ id, name }))}
          chosen={chosen.map(({ id }) => id)}
        />
      </header>
      {withData.length === 0 ? (
        <EmptyNotice
          title={chosen.length === 0 ? 'Choose whom to compare' : 'They have no samples yet'}
        >
          <p>
            {chosen.length === 0
              ? 'Pick up to 24 users above; their mean heart rates then share one chart.'
              : 'Re-ingest them on their own pages, or choose others.'}
          </p>
        </EmptyNotice>
      ) : (
        <Comparison users={withData} asked={parseWindow(start, end)} />
      )}
    </>
  );
}

interface ComparisonProps {
  users: User[];
  asked: ReturnType<typeof parseWindow>;
}

async function Comparison({ users, asked }: ComparisonProps) {
  const first = Math.min(...users.map((user) => user.firstSample ?? Number.POSITIVE_INFINITY));
  const last = Math.max(...users.map((user) => user.lastSample ?? 0));
  const extent = { start: first, end: last };
  const initial = clampWindow(asked ?? presetWindow('day', extent), limitsOf(extent));
  const ask = askFor(initial, pointsFor(guessedWidth, initial));
  const ids = users.map(({ id }) => id);
  const series = await getHeartRates({ users: ids, ...ask, resolution: 'auto' });
  const client = makeQueryClient();
  client.setQueryData(heartRatesQuery(ids, ask).queryKey, { series });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CompareView
        key={ids.join(',')}
        users={users}
        first={first}
        last={last}
        initial={initial}
        firstAsk={ask}
      />
    </HydrationBoundary>
  );
}
