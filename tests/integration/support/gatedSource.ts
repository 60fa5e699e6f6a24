/** A source that holds every run at its first day until the test lets it go on. */
import { sources } from '#lib/etl/registry.ts';
import type { Source } from '#lib/etl/types.ts';
import { minutely } from './documents.ts';

export class GatedSource {
  /** Users whose runs are being held, in the order in which they came. */
  readonly held: string[] = [];
  /** The most runs of one user that were at work at the same time. */
  mostOfOneUser = 0;
  /** The most runs of all users that were at work at the same time. */
  mostOfAll = 0;
  readonly #atWork: string[] = [];
  readonly #gates: (() => void)[] = [];
  #open = false;

  constructor(key: string) {
    sources[key] = this.#source(key);
  }

  /** Lets the runs that are held go on, and those that come. */
  open(): void {
    this.#open = true;
    for (const release of this.#gates.splice(0)) release();
  }

  /** Holds the runs that come. */
  close(): void {
    this.#open = false;
  }

  async #enter(user: string): Promise<void> {
    this.#atWork.push(user);
    const ofUser = this.#atWork.filter((other) => other === user).length;
    this.mostOfOneUser = Math.max(this.mostOfOneUser, ofUser);
    this.mostOfAll = Math.max(this.mostOfAll, this.#atWork.length);
    if (this.#open) return;
    this.held.push(user);
    await new Promise<void>((resolve) => this.#gates.push(resolve));
    this.held.splice(this.held.indexOf(user), 1);
  }

  #source(key: string): Source {
    const enter = (user: string) => this.#enter(user);
    const leave = (user: string) => this.#atWork.splice(this.#atWork.indexOf(user), 1);
    return {
      key,
      label: 'Gated',
      scheduled: true,
      extractors: {
        heart_rate: async function* ({ participant, window }) {
          try {
            await enter(participant.id);
            yield {
              origin: 'gated',
              notation: 'time-of-day',
              date: window.start,
              readings: minutely('08:00', [60, 61, 62]),
            };
          } finally {
            leave(participant.id);
          }
        },
      },
    };
  }
}
