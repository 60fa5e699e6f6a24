'use client';
import { useMemo, useState } from 'react';
import { Crosshair } from '#app/_charts/plain/Crosshair.tsx';
import { PlainPlot, percent } from '#app/_charts/plain/PlainPlot.tsx';
import { ReadingSurface } from '#app/_charts/plain/ReadingSurface.tsx';
import card from '#app/_components/card.module.css';
import { TableDetails } from '#app/_components/TableDetails.tsx';
import { formatBpm, formatCount, plural } from '#app/_format/numbers.ts';
import { formatMinutes } from '#app/_format/time.ts';
import type { DistributionAnswer } from '#lib/contract/analytics.ts';
import type { User } from '#lib/contract/users.ts';
import styles from './DistributionPicture.module.css';
import { distributionHeight, distributionShapes, shareWords } from './distributionShapes.ts';

/** How many minutes at each heart rate. */
export function DistributionPicture({ user, answer }: { user: User; answer: DistributionAnswer }) {
  const [at, setAt] = useState<number>();
  const shapes = useMemo(() => distributionShapes(answer), [answer]);
  const { q1, median, q3, minutes } = answer;
  const text =
    at === undefined
      ? `Median ${formatBpm(median)} bpm, half of ${plural(minutes, 'minute')} between ${formatBpm(q1)} and ${formatBpm(q3)}.`
      : wordsAt(answer, shapes.from + at);
  return (
    <>
      <header className={card.head}>
        <h2>Distribution</h2>
        <p className={card.reading}>{text}</p>
      </header>
      <PlainPlot
        height={distributionHeight}
        yTicks={shapes.yTicks}
        xTicks={shapes.xTicks}
        above={
          <>
            {median === null ? null : (
              <line
                className={styles.median}
                x1={percent(shapes.shareOf(median))}
                x2={percent(shapes.shareOf(median))}
                y2={distributionHeight}
              />
            )}
            {at === undefined ? null : (
              <Crosshair share={(at + 0.5) / shapes.places} height={distributionHeight} />
            )}
          </>
        }
        surface={
          <ReadingSurface
            label={`Minutes at each heart rate of ${user.name}`}
            count={shapes.places}
            at={at}
            onAt={setAt}
            text={text}
          />
        }
      >
        <path className={styles.bars} d={shapes.bars} />
      </PlainPlot>
      <p className={card.note}>bpm, by the mean of each minute; the dashed line is the median.</p>
      <TableDetails
        caption="Minutes at each heart rate."
        columns={['bpm', 'Minutes', 'Share']}
        rows={() =>
          answer.bpm.map((bpm, index) => ({
            key: String(bpm),
            cells: [
              bpm,
              formatCount(answer.count[index] ?? 0),
              shareWords(answer.count[index] ?? 0, minutes),
            ],
          }))
        }
      />
    </>
  );
}

function wordsAt({ bpm, count, minutes }: DistributionAnswer, rate: number): string {
  const found = count[bpm.indexOf(rate)] ?? 0;
  return `${rate} bpm: ${formatMinutes(found)}, ${shareWords(found, minutes)} of all minutes`;
}
