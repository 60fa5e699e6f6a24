/** Faults thrown in at random, the same ones for the same seed and order of requests. */
import seedrandom from 'seedrandom';

export type Fault =
  | 'unauthenticated'
  | 'forbidden'
  | 'rate-limited'
  | 'internal'
  | 'cut-off'
  | 'half-json'
  | 'slow'
  /** The authorisation ends for good: only its owner can give another. */
  | 'token-dies'
  | 'not-linked';

/** As often as they are in the list, with a dying token only now and then. */
const all: Fault[] = [
  'unauthenticated',
  'forbidden',
  'rate-limited',
  'internal',
  'internal',
  'cut-off',
  'half-json',
  'slow',
];

/** One request in `oneIn` goes wrong; every fiftieth fault is a token that dies. */
export function randomFaults(seed: string, oneIn: number) {
  const random = seedrandom(`${seed} faults`);
  const thrown = new Map<Fault, number>();
  const next = (): Fault | undefined => {
    if (random() >= 1 / oneIn) return undefined;
    const fault = random() < 0.02 ? 'token-dies' : all[Math.floor(random() * all.length)];
    if (fault) thrown.set(fault, (thrown.get(fault) ?? 0) + 1);
    return fault;
  };
  return { next, thrown };
}
