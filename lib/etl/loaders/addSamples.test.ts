import { expect, it } from 'vitest';
import { encodeSamples } from './addSamples.ts';

it('writes samples in the binary format of COPY', () => {
  const ms = Date.parse('2000-01-01T00:00:01Z');
  const bytes = encodeSamples('ü1', { t: Float64Array.of(ms), value: Int16Array.of(72) });
  expect(bytes.toString('hex')).toBe(
    [
      '5047434f50590aff0d0a00' + '00000000' + '00000000',
      '0003',
      '00000003' + 'c3bc31',
      '00000008' + '00000000000f4240',
      '00000002' + '0048',
      'ffff',
    ].join(''),
  );
});

it('names the source behind the value, where it is not the first', () => {
  const samples = {
    t: Float64Array.of(Date.parse('2000-01-01T00:00:01Z')),
    value: Int16Array.of(72),
  };
  expect(encodeSamples('u', samples, 3).toString('hex')).toContain(
    '0004' +
      '0000000175' +
      '00000008' +
      '00000000000f4240' +
      '000000020048' +
      '000000020003' +
      'ffff',
  );
});
