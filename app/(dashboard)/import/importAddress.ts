/** What the address of the import page says: `import`, the one that is shown, and `older`, where the list goes on. */

/** The number of an import in the address, if it is one. */
export function importNumber(written: unknown): number | undefined {
  const id = typeof written === 'string' ? Number(written) : Number.NaN;
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}
