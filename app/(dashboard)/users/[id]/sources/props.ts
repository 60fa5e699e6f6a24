import type { SourcesAnswer } from '#lib/contract/sources.ts';
import type { User } from '#lib/contract/users.ts';

export interface SourcesPanelProps {
  user: Pick<User, 'id' | 'name' | 'timeZone'>;
  initial: SourcesAnswer;
  /** When the page was made, ms UTC. */
  now: number;
}
