import { describe, expect, it } from 'vitest';
import { renewedRuns } from './keepOffsets.ts';

const london = { at: 100, seconds: 0 };
const tokyo = { at: 500, seconds: 32_400 };

describe('the offsets of a day of which a stretch was read again', () => {
  it('stay outside of the stretch', () => {
    const read = [{ at: 600, seconds: 32_400 }];
    expect(renewedRuns([london, tokyo], read, { from: 600, to: 900 })).toEqual({
      runs: [london, tokyo, ...read],
      tail: undefined,
    });
    expect(renewedRuns([tokyo], [london], { from: 100, to: 400 })).toEqual({
      runs: [london, tokyo],
      tail: undefined,
    });
  });

  it('are those that were read within it, and go on behind it as they were', () => {
    const read = [{ at: 150, seconds: 3_600 }];
    expect(renewedRuns([london, tokyo], read, { from: 150, to: 300 })).toEqual({
      runs: [london, ...read, tokyo],
      tail: { seconds: 0, before: 500 },
    });
    expect(renewedRuns([london], read, { from: 100, to: 300 })).toEqual({
      runs: read,
      tail: { seconds: 0, before: undefined },
    });
  });
});
