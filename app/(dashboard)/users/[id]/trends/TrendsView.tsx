'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useAddress } from '#app/_charts/useAddress.ts';
import card from '#app/_components/card.module.css';
import controls from '#app/_components/controls.module.css';
import { QueryNote } from '#app/_components/QueryNote.tsx';
import { type DaySpan, trendsQuery } from '#app/_queries/analytics.ts';
import { useLastKnown } from '#app/_queries/useLastKnown.ts';
import { trendPeriods } from '#lib/analytics/trends.ts';
import { maxAnalysedDays, maxSummarisedDays } from '#lib/contract/limits.ts';
import type { User } from '#lib/contract/users.ts';
import type { DataDays } from '../dataDays.ts';
import { lengthOf } from '../daySpan.ts';
import { SpanControls } from '../SpanControls.tsx';
import { TrendPictures } from './TrendPictures.tsx';
import { TrendsTable } from './TrendsTable.tsx';
import styles from './TrendsView.module.css';
import { trendsInAddress } from './trendsAddress.ts';

const presets = [
  { label: '3 months', length: 91 },
  { label: '1 year', length: 365 },
  { label: '2 years', length: 731 },
  { label: 'All', length: maxSummarisedDays },
];

const periodWords = { day: 'By day', week: 'By week', month: 'By month' };

/** Resting heart rate, daily range and zone minutes over months and years. */
export function TrendsView({ user, days }: { user: User; days: DataDays }) {
  const { query: address, go } = useAddress();
  const asked = trendsInAddress(Object.fromEntries(address), days);
  const query = useQuery({ ...trendsQuery(user.id, asked), placeholderData: keepPreviousData });
  const answer = useLastKnown(query.data);
  const show = ({ start, end }: DaySpan) => go({ start, end });
  return (
    <div className={card.stack}>
      <SpanControls span={asked} days={days} presets={presets} onSpan={show} />
      <section className={card.card} aria-labelledby="trends" aria-busy={query.isFetching}>
        <header className={card.bar}>
          <h2 id="trends">Trends</h2>
          <fieldset className={`${controls.segments} ${controls.spread} ${styles.periods}`}>
            <legend className="visually-hidden">One point stands for</legend>
            {trendPeriods.map((by) => (
              <button
                key={by}
                type="button"
                className={controls.segment}
                aria-pressed={asked.by === by}
                disabled={by === 'day' && lengthOf(asked) > maxAnalysedDays}
                title={by === 'day' ? 'Up to two years' : undefined}
                onClick={() => go({ by })}
              >
                {periodWords[by]}
              </button>
            ))}
          </fieldset>
        </header>
        <QueryNote query={{ ...query, data: answer }} what="The trends" />
        {answer ? (
          <>
            <TrendPictures user={user} answer={answer} />
            <TrendsTable answer={answer} />
          </>
        ) : null}
      </section>
    </div>
  );
}
