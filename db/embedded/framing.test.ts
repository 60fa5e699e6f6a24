import { expect, test } from 'vitest';
import { cString, FramingError, frame, MessageReader } from './framing.ts';

test('messages come out whole, however the bytes arrive', () => {
  const bytes = Buffer.concat([
    frame('Q', cString('SELECT 1')),
    frame('S'),
    frame('P', Buffer.alloc(100_000, 7)),
  ]);
  for (const size of [1, 3, 4096, bytes.length]) {
    const reader = new MessageReader();
    const seen: [string, number][] = [];
    for (let at = 0; at < bytes.length; at += size) {
      reader.push(bytes.subarray(at, at + size));
      for (let message = reader.next(); message !== undefined; message = reader.next()) {
        seen.push([message.type, message.body.length]);
      }
    }
    expect(seen).toEqual([
      ['Q', 9],
      ['S', 0],
      ['P', 100_000],
    ]);
  }
});

test('a length that cannot be is refused before anything is kept for it', () => {
  const reader = new MessageReader();
  reader.push(Buffer.from('Q\x7f\xff\xff\xff', 'latin1'));
  expect(() => reader.next()).toThrow(FramingError);
});
