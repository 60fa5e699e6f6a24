/** JSON for reading: columns of numbers on one line and cut short, the rest indented. */

const shownItems = 8;
const shownCharacters = 20_000;

/** @returns text that is JSON but for what it says it has left out. */
export function prettyJson(value: unknown): string {
  const text = write(value, '');
  const more = text.length - shownCharacters;
  return more > 0 ? `${text.slice(0, shownCharacters)}\n… ${count(more)} more characters` : text;
}

function write(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  if (Array.isArray(value)) return writeArray(value, indent, deeper);
  const lines = Object.entries(value).map(
    ([name, part]) => `${deeper}${JSON.stringify(name)}: ${write(part, deeper)}`,
  );
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
}

function writeArray(items: unknown[], indent: string, deeper: string): string {
  if (items.length === 0) return '[]';
  const left = items.length - shownItems;
  const shown = items.slice(0, shownItems).map((item) => write(item, deeper));
  if (left > 0) shown.push(`… ${count(left)} more`);
  const plain = items.every((item) => typeof item !== 'object' || item === null);
  return plain ? `[${shown.join(', ')}]` : `[\n${deeper}${shown.join(`,\n${deeper}`)}\n${indent}]`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
