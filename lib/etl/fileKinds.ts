/**
 * The kinds of files that an import takes, in the order in which they are asked whether a file is
 * theirs. A new kind adds a folder in `sources/` and a line here (docs/adding-a-source-or-metric.md).
 */
import type { FileKind } from './files/kind.ts';
import { appleHealth } from './sources/apple-health/kind.ts';
import { csv } from './sources/csv/kind.ts';
import { fit } from './sources/fit/kind.ts';
import { pmdata } from './sources/pmdata/kind.ts';
import { takeout } from './sources/takeout/kind.ts';

/** Tables come last: what nobody else knows is read as one, and says itself why it is none. */
export const fileKinds: readonly FileKind[] = [fit, takeout, pmdata, appleHealth, csv];
