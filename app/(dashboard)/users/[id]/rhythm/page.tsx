import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { distributionQuery, rhythmQuery, typicalDayQuery } from '#app/_queries/analytics.ts';
import { makeQueryClient } from '#app/_queries/makeQueryClient.ts';
import { getDistribution } from '#db/queries/getDistribution.ts';
import { getRhythm } from '#db/queries/getRhythm.ts';
import { getTypicalDay } from '#db/queries/getTypicalDay.ts';
import { dataDaysOf } from '../dataDays.ts';
import { spanInAddress } from '../daySpan.ts';
import { NoData } from '../NoData.tsx';
import { userOrNotFound } from '../userOrNotFound.ts';
import { RhythmView } from './RhythmView.tsx';
import { rhythmSpan, showsHours } from './rhythmSpan.ts';

export const metadata: Metadata = { title: 'Rhythm' };

export default async function RhythmPage(props: PageProps<'/users/[id]/rhythm'>) {
  const user = await userOrNotFound((await props.params).id);
  const days = dataDaysOf(user);
  if (!days) return <NoData user={user} now={Date.now()} />;
  const { start, end } = await props.searchParams;
  const span = spanInAddress(start, end, days, rhythmSpan);
  const question = { userId: user.id, ...span };
  const [rhythm, typical, distribution] = await Promise.all([
    showsHours(span) ? getRhythm(question) : undefined,
    getTypicalDay(question),
    getDistribution(question),
  ]);
  const client = makeQueryClient();
  client.setQueryData(rhythmQuery(user.id, span).queryKey, rhythm);
  client.setQueryData(typicalDayQuery(user.id, span).queryKey, typical);
  client.setQueryData(distributionQuery(user.id, span).queryKey, distribution);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RhythmView user={user} days={days} />
    </HydrationBoundary>
  );
}
