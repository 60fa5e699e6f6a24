'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useAddress } from '#app/_charts/useAddress.ts';
import card from '#app/_components/card.module.css';
import { QueryNote } from '#app/_components/QueryNote.tsx';
import { plural } from '#app/_format/numbers.ts';
import {
  type DaySpan,
  distributionQuery,
  rhythmQuery,
  typicalDayQuery,
} from '#app/_queries/analytics.ts';
import { useLastKnown } from '#app/_queries/useLastKnown.ts';
import type { User } from '#lib/contract/users.ts';
import type { DataDays } from '../dataDays.ts';
import { lengthOf, spanInAddress } from '../daySpan.ts';
import { SpanControls } from '../SpanControls.tsx';
import { DistributionPicture } from './DistributionPicture.tsx';
import { RhythmPicture } from './RhythmPicture.tsx';
import { rhythmPresets, rhythmSpan, showsHours } from './rhythmSpan.ts';
import { TypicalDayPicture } from './TypicalDayPicture.tsx';

/** The same days three times: each hour as it was, what is usual at each time, how often each rate. */
export function RhythmView({ user, days }: { user: User; days: DataDays }) {
  const { query: address, go } = useAddress();
  const span = spanInAddress(address.get('start'), address.get('end'), days, rhythmSpan);
  const options = { placeholderData: keepPreviousData };
  const hours = showsHours(span);
  const rhythm = useQuery({ ...rhythmQuery(user.id, span), ...options, enabled: hours });
  const typical = useQuery({ ...typicalDayQuery(user.id, span), ...options });
  const distribution = useQuery({ ...distributionQuery(user.id, span), ...options });
  return (
    <div className={card.stack}>
      <SpanControls
        span={span}
        days={days}
        presets={rhythmPresets}
        onSpan={({ start, end }: DaySpan) => go({ start, end })}
      />
      {hours ? (
        <Part query={rhythm} what="The rhythm">
          {(answer) => <RhythmPicture user={user} answer={answer} />}
        </Part>
      ) : (
        <TooManyDays days={lengthOf(span)} />
      )}
      <Part query={typical} what="The typical day">
        {(answer) => <TypicalDayPicture user={user} answer={answer} />}
      </Part>
      <Part query={distribution} what="The distribution">
        {(answer) => <DistributionPicture user={user} answer={answer} />}
      </Part>
    </div>
  );
}

function TooManyDays({ days }: { days: number }) {
  return (
    <section className={card.card} aria-label="rhythm">
      <h2>Rhythm</h2>
      <p className={card.reading}>
        Each hour of each day is drawn for up to two years, and these are {plural(days, 'day')}. The
        typical day and the distribution below are of all of them.
      </p>
    </section>
  );
}

interface PartProps<Answer> {
  query: {
    data: Answer | undefined;
    isFetching: boolean;
    error: Error | null;
    errorUpdatedAt: number;
    refetch: () => unknown;
  };
  what: string;
  children: (answer: Answer) => ReactNode;
}

/** Each part is loaded, and fails, by itself. */
function Part<Answer>({ query, what, children }: PartProps<Answer>) {
  const answer = useLastKnown(query.data);
  return (
    <section
      className={card.card}
      aria-busy={query.isFetching}
      aria-label={what.replace('The ', '')}
    >
      <QueryNote query={{ ...query, data: answer }} what={what} />
      {answer === undefined || query.error ? null : children(answer)}
    </section>
  );
}
