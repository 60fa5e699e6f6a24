/** Progress on long work: one line that is rewritten on a terminal, a plain line now and then elsewhere. */

export interface Measure {
  done: number;
  /** Undefined while nobody knows how much there is. */
  total: number | undefined;
  unit: string;
  rows: number;
  startedMs: number;
}

export interface ProgressLine {
  show(measure: Measure): void;
  /** Ends the line, so that what follows begins on one of its own. */
  end(): void;
}

const terminalEveryMs = 100;
const plainEveryMs = 5_000;

export function progressLine(
  label: string,
  out: NodeJS.WriteStream = process.stderr,
): ProgressLine {
  const every = out.isTTY ? terminalEveryMs : plainEveryMs;
  let shownMs = out.isTTY ? 0 : performance.now();
  let open = false;
  return {
    show(measure) {
      const now = performance.now();
      if (now - shownMs < every) return;
      shownMs = now;
      const text = `${label}: ${wordsFor(measure, now)}`;
      if (out.isTTY) out.write(`\r\u001B[2K${text.slice(0, (out.columns ?? 80) - 1)}`);
      else out.write(`${text}\n`);
      open = out.isTTY;
    },
    end() {
      if (open) out.write('\r\u001B[2K');
      open = false;
    },
  };
}

/** `12 of 90 days, 120,000 rows, 61,000 rows/s, 78 days left, about 12 s`. */
function wordsFor({ done, total, unit, rows, startedMs }: Measure, nowMs: number): string {
  const seconds = Math.max(0.001, (nowMs - startedMs) / 1000);
  const parts = [
    total === undefined ? `${count(done)} ${unit}` : `${count(done)} of ${count(total)} ${unit}`,
    `${count(rows)} rows`,
    `${count(Math.round(rows / seconds))} rows/s`,
  ];
  if (total !== undefined && done > 0 && done < total) {
    parts.push(
      `${count(total - done)} left, about ${Math.ceil((seconds / done) * (total - done))} s`,
    );
  }
  return parts.join(', ');
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
