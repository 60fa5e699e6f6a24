/** What stays the same about a synthetic person. */
import { around, between, type Identity, type Random, stream } from './random.ts';

export interface Person {
  /** Years. */
  age: number;
  sex: 'female' | 'male';
  weightKg: number;
  /** bpm around which the days swing, without steps. */
  mesor: number;
  /** bpm from the mesor to the top of the circadian cosine. */
  amplitude: number;
  /** Local hour of that top. */
  acrophase: number;
  bpmPerStepPerMinute: number;
  /** AR(1) coefficient over 5 minutes, and the stationary SD in bpm. */
  phi: number;
  noiseSd: number;
  /** bpm, of the level from night to night. */
  nightSd: number;
  /** Hours from midnight: usually negative for going to bed, positive for getting up. */
  bedHour: number;
  wakeHour: number;
  exercisePerWeek: number;
  /** Of maximal heart rate, while exercising. */
  exerciseIntensity: number;
  /** Share of nights without the device, and gaps of more than 15 min by day. */
  nightsOffShare: number;
  gapsPerDay: number;
  /** Shares of the intervals of 5, 10 and 15 s. */
  spacingShares: readonly [number, number, number];
}

/**
 * Draws the person of a seed and id. Medians and ranges of mesor, amplitude, acrophase, bpm per
 * step and φ are of 12 wearers (model of Bowman et al. 2021, 10.1016/j.crmeth.2021.100058).
 */
export function personOf(identity: Identity): Person {
  const random = stream(identity, 'person');
  const nightsOffShare = drawNightsOffShare(random);
  return {
    age: Math.round(around(random, 20, 38, 70)),
    sex: random() < 0.5 ? 'female' : 'male',
    weightKg: around(random, 50, 72, 105),
    mesor: around(random, 62, 78, 91),
    amplitude: around(random, 3.4, 4.8, 8.9),
    acrophase: around(random, 14.2, 15.7, 17.2),
    bpmPerStepPerMinute: around(random, 0.2, 0.27, 0.39),
    phi: around(random, 0.74, 0.82, 0.93),
    // Stationary SD of φ 0.82 with innovations of 4.6 bpm; kept when φ varies, else 0.93 gave 12 bpm.
    noiseSd: between(random, 0.95, 1.25) * (4.6 / Math.sqrt(1 - 0.82 ** 2)),
    nightSd: around(random, 3.8, 4.7, 5.8),
    bedHour: around(random, -2, -0.8, 0.8),
    wakeHour: around(random, 5.8, 6.8, 8.2),
    exercisePerWeek: around(random, 1, 2.8, 5),
    exerciseIntensity: around(random, 0.7, 0.78, 0.86),
    nightsOffShare,
    gapsPerDay: Math.max(0.3, 0.95 - nightsOffShare) * between(random, 0.75, 1.25),
    spacingShares: drawSpacingShares(random),
  };
}

/** Most people sleep with the device, some often do not, a few hardly ever do. */
function drawNightsOffShare(random: Random): number {
  const kind = random();
  if (kind < 0.65) return between(random, 0, 0.04);
  return kind < 0.9 ? between(random, 0.06, 0.2) : between(random, 0.3, 0.6);
}

function drawSpacingShares(random: Random): [number, number, number] {
  const ten = between(random, 0.17, 0.2);
  const fifteen = between(random, 0.18, 0.25);
  return [1 - ten - fifteen, ten, fifteen];
}

/** bpm: 220 − age, the vendor's legacy rule. */
export function maximalHeartRate(person: Person): number {
  return 220 - person.age;
}
