/** What a window of heart rate is asked for with. */
import type { Resolution } from '#lib/contract/heartRate.ts';

export interface HeartRateQuestion {
  userId: string;
  /** `[start, end)`, ms UTC. */
  start: number;
  end: number;
  resolution: 'auto' | Resolution;
  /** How many values `auto` may answer with. */
  points: number;
  /** Zone of the grid; the user's own when absent. */
  timeZone?: string | undefined;
  /** Key of one source that is to be seen alone; the merged series when absent. */
  source?: string | undefined;
}
