import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { trendsQuery } from '#app/_queries/analytics.ts';
import { makeQueryClient } from '#app/_queries/makeQueryClient.ts';
import { getTrends } from '#db/queries/getTrends.ts';
import { dataDaysOf } from '../dataDays.ts';
import { NoData } from '../NoData.tsx';
import { userOrNotFound } from '../userOrNotFound.ts';
import { TrendsView } from './TrendsView.tsx';
import { trendsInAddress } from './trendsAddress.ts';

export const metadata: Metadata = { title: 'Trends' };

export default async function TrendsPage(props: PageProps<'/users/[id]/trends'>) {
  const user = await userOrNotFound((await props.params).id);
  const days = dataDaysOf(user);
  if (!days) return <NoData user={user} now={Date.now()} />;
  const asked = trendsInAddress(await props.searchParams, days);
  const client = makeQueryClient();
  client.setQueryData(
    trendsQuery(user.id, asked).queryKey,
    await getTrends({ userId: user.id, ...asked }),
  );
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <TrendsView user={user} days={days} />
    </HydrationBoundary>
  );
}
