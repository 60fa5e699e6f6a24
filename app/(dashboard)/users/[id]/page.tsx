import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import { askFor, guessedWidth, historyAsk, pointsFor } from '#app/_charts/ask.ts';
import { firstWindow, parseWindow } from '#app/_charts/timeWindow.ts';
import { parseViewOptions, type ViewOptions } from '#app/_charts/viewOptions.ts';
import { annotationsQuery } from '#app/_queries/annotations.ts';
import { heartRateQuery } from '#app/_queries/heartRate.ts';
import { makeQueryClient } from '#app/_queries/makeQueryClient.ts';
import { statisticsQuery } from '#app/_queries/statistics.ts';
import { summaryPage, summaryQuery } from '#app/_queries/summary.ts';
import { getAnnotations } from '#db/queries/getAnnotations.ts';
import { getHeartRate } from '#db/queries/getHeartRate.ts';
import { getStatistics } from '#db/queries/getStatistics.ts';
import { getSummary } from '#db/queries/getSummary.ts';
import { maxAnnotations } from '#lib/contract/limits.ts';
import type { User } from '#lib/contract/users.ts';
import { sources } from '#lib/etl/registry.ts';
import { localDateOf } from '#lib/time/timeZone.ts';
import { NoData } from './NoData.tsx';
import { SourceAlone } from './SourceAlone.tsx';
import { SummaryTable } from './SummaryTable.tsx';
import { UserView } from './UserView.tsx';
import { userOrNotFound } from './userOrNotFound.ts';

export default async function UserPage(props: PageProps<'/users/[id]'>) {
  const [{ id }, { start, end, layers, clock, source }] = await Promise.all([
    props.params,
    props.searchParams,
  ]);
  const user = await userOrNotFound(id);
  if (user.firstSample === null || user.lastSample === null)
    return <NoData user={user} now={Date.now()} />;
  return (
    <WithData
      user={user}
      canBeAsked={user.sources.some((key) => sources[key]?.scheduled === true)}
      source={user.sources.find((key) => key === source)}
      first={user.firstSample}
      last={user.lastSample}
      asked={parseWindow(start, end)}
      options={parseViewOptions(layers, clock)}
    />
  );
}

interface WithDataProps {
  user: User;
  /** Whether any of the user's sources can be asked: files cannot. */
  canBeAsked: boolean;
  /** One source that is seen alone. */
  source: string | undefined;
  first: number;
  last: number;
  asked: ReturnType<typeof parseWindow>;
  options: ViewOptions;
}

/** The first view is fetched here under the very keys by which the browser will look for it. */
async function WithData({ user, canBeAsked, source, first, last, asked, options }: WithDataProps) {
  const extent = { start: first, end: last };
  const initial = firstWindow(asked, extent);
  const ask = askFor(initial, pointsFor(guessedWidth, initial));
  const firstDay = localDateOf(first, user.timeZone);
  const lastDay = localDateOf(last, user.timeZone);
  const days = summaryPage(lastDay, 0);
  const whole = historyAsk(extent);
  const [heartRate, history, statistics, summary, annotations] = await Promise.all([
    getHeartRate({ userId: user.id, ...ask, resolution: 'auto', source }),
    getHeartRate({ userId: user.id, ...whole, resolution: 'auto', source }),
    getStatistics({ userId: user.id, ...initial }),
    getSummary({ userId: user.id, ...days }),
    getAnnotations({ users: [user.id], start: ask.start, end: ask.end, limit: maxAnnotations }),
  ]);
  const client = makeQueryClient();
  client.setQueryData(heartRateQuery(user.id, ask, source).queryKey, heartRate);
  client.setQueryData(heartRateQuery(user.id, whole, source).queryKey, history);
  client.setQueryData(statisticsQuery(user.id, initial).queryKey, statistics);
  client.setQueryData(annotationsQuery(user.id, ask).queryKey, annotations);
  client.setQueryData(summaryQuery(user.id, days.start, days.end).queryKey, summary);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SourceAlone user={user} source={source} />
      <UserView
        {...{ user, canBeAsked, source, first, last, initial }}
        firstAsk={ask}
        firstOptions={options}
      />
      <SummaryTable userId={user.id} {...{ firstDay, lastDay, source }} />
    </HydrationBoundary>
  );
}
