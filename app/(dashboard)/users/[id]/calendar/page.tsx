import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { calendarQuery } from '#app/_queries/analytics.ts';
import { makeQueryClient } from '#app/_queries/makeQueryClient.ts';
import { getCalendar } from '#db/queries/getCalendar.ts';
import { dataDaysOf } from '../dataDays.ts';
import { NoData } from '../NoData.tsx';
import { userOrNotFound } from '../userOrNotFound.ts';
import { CalendarView } from './CalendarView.tsx';

export const metadata: Metadata = { title: 'Calendar' };

export default async function CalendarPage(props: PageProps<'/users/[id]/calendar'>) {
  const user = await userOrNotFound((await props.params).id);
  const days = dataDaysOf(user);
  if (!days) return <NoData user={user} now={Date.now()} />;
  const span = { start: days.first, end: days.last };
  const client = makeQueryClient();
  client.setQueryData(
    calendarQuery(user.id, span).queryKey,
    await getCalendar({ userId: user.id, ...span }),
  );
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CalendarView user={user} days={days} />
    </HydrationBoundary>
  );
}
