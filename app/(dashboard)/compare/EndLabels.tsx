import type { BpmScale } from '#app/_charts/bpmAxis.ts';
import { type Palette, seriesStyle } from '#app/_charts/palette.ts';
import { type Box, type Margins, spreadLabels, xOf, yOf } from '#app/_charts/plot.ts';
import { pointAt, pointsInView } from '#app/_charts/reading.ts';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import type { User } from '#lib/contract/users.ts';
import styles from './EndLabels.module.css';

interface EndLabelsProps {
  users: User[];
  answers: HeartRateAnswer[];
  window: TimeWindow;
  scale: BpmScale;
  box: Box;
  margins: Margins;
  palette: Palette;
}

const labelPx = 18;

/** Each line's name at its end, so that nobody needs colours to tell them apart. */
export function EndLabels(props: EndLabelsProps) {
  const { users, answers, window, scale, box, margins, palette } = props;
  const ends = answers.flatMap((answer, index) => {
    const [from, to] = pointsInView(answer, window);
    const last = to > from ? pointAt(answer, to - 1) : undefined;
    const name = users.find(({ id }) => id === answer.userId)?.name ?? answer.userId;
    return last ? [{ name, id: answer.userId, index, last }] : [];
  });
  const ys = spreadLabels(
    ends.map(({ last }) => yOf(last.mean, scale, box, margins)),
    labelPx,
  );
  const edge = xOf(window.end, window, box, margins);
  return ends.map(({ name, id, index }, position) => (
    <span
      key={id}
      className={styles.name}
      style={{ left: edge + 8, top: ys[position], color: seriesStyle(index, palette).colour }}
    >
      {name}
    </span>
  ));
}
