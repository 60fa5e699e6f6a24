'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { contextWords } from '#app/_format/logLine.ts';
import { formatClock } from '#app/_format/time.ts';
import type { LogLine } from '#lib/contract/ingestions.ts';
import styles from './LogView.module.css';

interface LogLinesProps {
  lines: readonly LogLine[];
  timeZone: string;
  /** Whether the newest line is kept in view. */
  follow: boolean;
  /** Told false when somebody scrolls back, and true when they are at the end again. */
  onLeaveEnd: (atEnd: boolean) => void;
}

/** Of a line that is not wrapped, as the style has it: a guess that is wrong costs all lines behind it. */
const lineHeight = 22;
/** So near to the end, in pixels, counts as there. */
const nearEnd = 24;

/** Only the lines in view are in the page: a hundred thousand scroll like a hundred. */
export function LogLines({ lines, timeZone, follow, onLeaveEnd }: LogLinesProps) {
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => lineHeight,
    overscan: 12,
  });
  const count = lines.length;
  useEffect(() => {
    if (follow && count > 0) virtual.scrollToIndex(count - 1, { align: 'end' });
  }, [follow, count, virtual]);
  useEffect(() => {
    const { current } = box;
    if (!current) return;
    // A box that scrolls is reached by keyboard as well.
    current.tabIndex = 0;
    const noteScroll = () => {
      const left = current.scrollHeight - current.scrollTop - current.clientHeight;
      if (follow !== left <= nearEnd) onLeaveEnd(left <= nearEnd);
    };
    const byPerson = ['wheel', 'keyup', 'touchend', 'pointerup'] as const;
    for (const name of byPerson) current.addEventListener(name, noteScroll, { passive: true });
    return () => {
      for (const name of byPerson) current.removeEventListener(name, noteScroll);
    };
  }, [follow, onLeaveEnd]);
  return (
    <div ref={box} className={styles.log}>
      <ol aria-label="Log lines" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const line = lines[index];
          return line ? (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              aria-setsize={count}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Line line={line} timeZone={timeZone} />
            </li>
          ) : null;
        })}
      </ol>
    </div>
  );
}

function Line({ line, timeZone }: { line: LogLine; timeZone: string }) {
  return (
    <>
      <time dateTime={new Date(line.at).toISOString()}>{formatClock(line.at, timeZone, true)}</time>
      <span className={styles.level} data-level={line.level}>
        {line.level}
      </span>
      <span className={styles.message}>
        {line.message} <span className={styles.context}>{contextWords(line.context)}</span>
      </span>
    </>
  );
}
