/** Formats that people have beside those that are read, by their first bytes: what to do with each. */

const archive = 'unpack it and import what is in it.';

const known: readonly [signature: string, what: string][] = [
  ['7z\xbc\xaf\x27\x1c', `is a 7z archive; ${archive}`],
  ['Rar!\x1a\x07', `is a RAR archive; ${archive}`],
  ['BZh', `is compressed with bzip2; ${archive}`],
  ['\xfd7zXZ\0', `is compressed with xz; ${archive}`],
  ['\x28\xb5\x2f\xfd', `is compressed with zstd; ${archive}`],
  [
    'PK\x07\x08',
    'is the first part of a split zip archive; put its parts together (zip -s 0 parts.zip --out whole.zip) and import the whole.',
  ],
  [
    'PK00PK',
    'is the only part of a zip archive that was to be split; pack it anew and import that.',
  ],
  ['\xd0\xcf\x11\xe0', 'is a workbook of Excel; save its sheet as "CSV UTF-8" and import that.'],
  [
    'SQLite format 3\0',
    'is a database of SQLite; export its table of heart rates as CSV and import that.',
  ],
  ['%PDF', 'is a PDF; a table of heart rates is needed.'],
  ['PAR1', 'is a Parquet file; write it as CSV and import that.'],
  ['\x89HDF', 'is an HDF5 file; write its heart rates as CSV and import that.'],
];

/** What a file is that is none of the kinds, as the end of a sentence; undefined where nobody knows. */
export function otherFormat(bytes: Buffer, name: string): string | undefined {
  const start = bytes.toString('latin1', 0, 16);
  const found = known.find(([signature]) => start.startsWith(signature))?.[1];
  if (found !== undefined) return found;
  if (!/\.(?:zip|z\d\d|zip\.\d{3})$/i.test(name) || !bytes.includes(0)) return undefined;
  return 'is named as a zip archive and does not begin as one; if it is one part of several, put the parts together and import the whole.';
}
