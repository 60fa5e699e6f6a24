import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { askFor, guessedWidth, pointsFor } from '#app/_charts/ask.ts';
import { clampWindow, limitsOf, parseWindow } from '#app/_charts/timeWindow.ts';
import { parseViewOptions, type ViewOptions } from '#app/_charts/viewOptions.ts';
import { EmptyNotice } from '#app/_components/Notice.tsx';
import { kindWords } from '#app/_format/annotation.ts';
import { annotationsOfUsersQuery } from '#app/_queries/annotations.ts';
import { heartRatesQuery } from '#app/_queries/heartRates.ts';
import { makeQueryClient } from '#app/_queries/makeQueryClient.ts';
import { getAnnotations } from '#db/queries/getAnnotations.ts';
import { getHeartRates } from '#db/queries/getHeartRates.ts';
import { getUsers } from '#db/queries/getUsers.ts';
import { maxAnnotations } from '#lib/contract/limits.ts';
import type { User } from '#lib/contract/users.ts';
import { AlignmentChoice } from './AlignmentChoice.tsx';
import {
  type Alignment,
  align,
  extentOf,
  firstWindow,
  groupAsk,
  groupsOf,
  isKind,
  overlaidAtMost,
  parseAlignment,
  parseAnchors,
} from './alignment.ts';
import { CompareView } from './CompareView.tsx';
import styles from './page.module.css';
import { parseUsers } from './selection.ts';
import { guessedPlot, smallPointsFor } from './smallPoints.ts';
import { UserPicker } from './UserPicker.tsx';

export const metadata: Metadata = { title: 'Compare' };

export default async function ComparePage(props: PageProps<'/compare'>) {
  const { users: asked, start, end, ...rest } = await props.searchParams;
  const all = await getUsers();
  const known = new Map(all.map((user) => [user.id, user]));
  const chosen = parseUsers(asked).flatMap((id) => known.get(id) ?? []);
  const nothing = chosen.every(({ lastSample }) => lastSample === null);
  const alignment = parseAlignment(rest.align);
  return (
    <>
      <header className={styles.head}>
        <h1>Compare</h1>
        <UserPicker
          users={all.map(({ id, name }) => ({ id, name }))}
          chosen={chosen.map(({ id }) => id)}
        />
        <AlignmentChoice alignment={alignment} />
      </header>
      {nothing ? (
        <EmptyNotice
          title={chosen.length === 0 ? 'Choose whom to compare' : 'They have no samples yet'}
        >
          <p>
            {chosen.length === 0
              ? 'Pick up to 24 users above: up to four share one chart, more get a small one each.'
              : 'Re-ingest them on their own pages, or choose others.'}
          </p>
        </EmptyNotice>
      ) : (
        <Comparison
          users={chosen}
          alignment={alignment}
          anchors={parseAnchors(rest.anchors)}
          asked={parseWindow(start, end)}
          options={parseViewOptions(rest.layers, undefined)}
        />
      )}
    </>
  );
}

interface ComparisonProps {
  users: User[];
  alignment: Alignment;
  anchors: number[];
  asked: ReturnType<typeof parseWindow>;
  options: ViewOptions;
}

/** The first view is fetched here under the very keys by which the browser will look for it. */
async function Comparison({ users, alignment, anchors, asked, options }: ComparisonProps) {
  const ids = users.map(({ id }) => id);
  const written = await getAnnotations({ users: ids, limit: maxAnnotations });
  const { annotations } = written;
  const alignAt = (middle: number) => align({ users, alignment, annotations, anchors, middle });
  const { aligned: roughly, missing } = alignAt(asked?.end ?? Date.now());
  const first = roughly.find(({ user }) => user.firstSample !== null);
  if (!first && isKind(alignment)) return <NoAnchors kind={alignment} />;
  const extent = extentOf(roughly, alignment);
  const initial = clampWindow(asked ?? firstWindow(extent, alignment), limitsOf(extent));
  const small = users.length > overlaidAtMost;
  const points = small ? smallPointsFor(guessedPlot) : pointsFor(guessedWidth, initial);
  const ask = askFor(initial, points);
  const { aligned } = alignAt((ask.start + ask.end) / 2);
  const client = makeQueryClient();
  client.setQueryData(annotationsOfUsersQuery(ids).queryKey, written);
  await Promise.all(
    groupsOf(aligned, alignment).map(async ({ ids: members, shift }) => {
      const own = groupAsk(ask, shift);
      const series = await getHeartRates({ users: members, ...own, resolution: 'auto' });
      client.setQueryData(heartRatesQuery(members, own).queryKey, { series });
    }),
  );
  return (
    <HydrationBoundary state={dehydrate(client)}>
      {isKind(alignment) && missing.length > 0 ? (
        <p className={styles.missing} role="status">
          Left out, for nothing of the kind “{kindWords(alignment)}” was written of them:{' '}
          {missing.map(({ name }) => name).join(', ')}.
        </p>
      ) : null}
      <CompareView
        key={[alignment, ...ids, ...anchors].join(',')}
        compared={{ users, alignment, anchors }}
        first={extent.start}
        last={extent.end}
        initial={initial}
        firstAsk={ask}
        firstOptions={options}
      />
    </HydrationBoundary>
  );
}

function NoAnchors({ kind }: { kind: Alignment & string }) {
  return (
    <EmptyNotice title="Nothing to count hours from">
      <p>
        None of these users has an annotation of the kind “{isKind(kind) ? kindWords(kind) : kind}”.
        Write one in a user’s chart: select the stretch and press <em>Annotate</em>.
      </p>
    </EmptyNotice>
  );
}
