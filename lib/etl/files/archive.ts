/** What zip and tar archives have in common: entries one after another, and the limits they are held to. */
import { DamagedFile } from './kind.ts';

/** Bytes; beyond it an entry is no recording of a person. Ten years of 5-second CSV are 3 GB. */
export const maxEntryBytes = 16 * 2 ** 30;

/** Uncompressed over compressed bytes; heart-rate data comes to 6–25, the most deflate can do is 1032. */
export const maxCompressionRatio = 200;

/** Bytes below which the ratio does not matter. */
export const harmlessBytes = 2 ** 20;

export const maxEntries = 100_000;

/** Archives and compressed files within each other: a zip in a zip is 2. */
export const maxDepth = 3;

/**
 * A file in an archive. Its chunks are to be read, or left, before the next entry is asked for. Where
 * there are none, the end of a sentence that begins with its name says why: a `problem` is something
 * wrong with it, `without` that it is sound and holds no heart rate.
 */
export type ArchiveEntry = {
  /** As in the archive; used to tell people, never as a path. */
  name: string;
} & ({ chunks: AsyncIterable<Buffer> } | { problem: string } | { without: string });

export const climbsOut =
  'has a path that leads out of the archive, as no honest packer writes; it was not read.';

export const cutInMiddle =
  'is cut off in the middle, as its archive breaks off there; no row of it was taken.';

/** That an archive breaks off, though files before that are sound. */
export class CutArchive extends DamagedFile {}

/** @param before files that lie before the cut as a whole. */
export function cutBehind(before: number, cause: unknown): CutArchive {
  const them = before === 1 ? '1 entry' : `${before} entries`;
  const what = `is cut short and breaks off behind ${them}; what it held after that is missing. Copy or download it again, and import it again: what is stored already stays as it is.`;
  return new CutArchive(what, { cause });
}

export const isLink = 'is a link to another file; links are not followed.';

/** Whether a path in an archive would lead out of the folder into which it were unpacked. */
export function climbs(name: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:)/.test(name) || name.split(/[/\\]/).includes('..');
}

const litter = /(?:^|[/\\])(?:__MACOSX[/\\]|\._[^/\\]*$|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;

/** What file managers leave beside people's files, of which nobody needs to be told. */
export function isLitter(name: string): boolean {
  return litter.test(name);
}
