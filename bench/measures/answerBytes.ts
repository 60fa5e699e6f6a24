/** What travels to the browser for a day of samples. */
import { getHeartRate } from '#db/queries/getHeartRate.ts';
import { maxPoints } from '#lib/contract/heartRate.ts';
import { withDeltas } from '#lib/contract/times.ts';
import { addDays } from '#lib/time/localDate.ts';
import type { Measure } from '../measure.ts';

export const answerBytes: Measure = {
  name: 'answer-bytes',
  title: 'answer for a day of raw samples against JSON rows (bytes)',
  bound: { max: 0.3 },
  async run(context) {
    const { users, end: day } = await context.history();
    const start = Date.parse(day);
    const answer = await getHeartRate({
      userId: users[0] ?? '',
      start,
      end: Date.parse(addDays(day, 1)),
      resolution: 'raw',
      points: maxPoints,
    });
    if (answer.resolution !== 'raw') throw new Error('The bench asked for samples.');
    const rows = answer.t.map((ms, i) => ({
      timestamp: new Date(ms).toISOString(),
      value: answer.value[i],
    }));
    const columns = JSON.stringify(answer).length;
    const steps = JSON.stringify(withDeltas(answer)).length;
    const plain = JSON.stringify(rows).length;
    const ratio = columns / plain;
    return {
      ratio,
      lowest: ratio,
      highest: ratio,
      rounds: 1,
      numerator: { what: 'the answer, whole', value: columns, unit: 'bytes' },
      denominator: { what: '[{timestamp,value}]', value: plain, unit: 'bytes' },
      detail: `${rows.length.toLocaleString('en-US')} samples, not gzipped, the timestamp in ISO 8601. With times=delta, as the chart asks for it, the answer has ${steps.toLocaleString('en-US')} bytes, ${(steps / plain).toFixed(3)} of the rows.`,
    };
  },
};
