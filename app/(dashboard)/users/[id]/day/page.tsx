import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { dayHeartRateQuery, dayWindow } from '#app/_queries/dayHeartRate.ts';
import { makeQueryClient } from '#app/_queries/makeQueryClient.ts';
import { summaryQuery } from '#app/_queries/summary.ts';
import { getHeartRate } from '#db/queries/getHeartRate.ts';
import { getSummary } from '#db/queries/getSummary.ts';
import { dataDaysOf, dateInAddress } from '../dataDays.ts';
import { NoData } from '../NoData.tsx';
import { userOrNotFound } from '../userOrNotFound.ts';
import { DayView } from './DayView.tsx';
import { asksOf } from './dayAsks.ts';

export const metadata: Metadata = { title: 'Day' };

/** The first view is fetched here under the very keys by which the browser will look for it. */
export default async function DayPage(props: PageProps<'/users/[id]/day'>) {
  const user = await userOrNotFound((await props.params).id);
  const days = dataDaysOf(user);
  if (!days) return <NoData user={user} now={Date.now()} />;
  const date = dateInAddress((await props.searchParams).date, days);
  const client = makeQueryClient();
  const prefetched = asksOf(date, user.timeZone).map(async (ask) => {
    const { start, end } = dayWindow(ask);
    const { resolution } = ask;
    const answer = await getHeartRate({ userId: user.id, start, end, resolution, points: 0 });
    client.setQueryData(dayHeartRateQuery(user.id, ask).queryKey, answer);
  });
  const summary = getSummary({ userId: user.id, start: date, end: date });
  await Promise.all(prefetched);
  client.setQueryData(summaryQuery(user.id, date, date).queryKey, await summary);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <DayView user={user} days={days} now={Date.now()} />
    </HydrationBoundary>
  );
}
