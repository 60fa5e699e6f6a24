import styles from './design.module.css';
import type { TokenGroup } from './tokenGroups.ts';

/**
 * One token, drawn. As attributes of SVG: the content policy allows no style attributes, and
 * presentation attributes may name a token as well as a style sheet may.
 */
export function Specimen({ kind, token }: { kind: TokenGroup['kind']; token: string }) {
  const value = `var(--${token})`;
  switch (kind) {
    case 'colour':
      return (
        <svg className={styles.swatch} aria-hidden="true">
          <rect width="100%" height="100%" rx="14" fill={value} />
        </svg>
      );
    case 'space':
      return (
        <svg className={styles.bar} aria-hidden="true">
          <rect className={styles[token]} height="100%" rx="3" fill="var(--heart)" />
        </svg>
      );
    case 'text':
      return (
        <svg className={styles.letters} aria-hidden="true">
          <text y="2.75rem" fontSize={value} fill="var(--ink)">
            72 bpm
          </text>
        </svg>
      );
    case 'font':
      return (
        <svg className={styles.letters} aria-hidden="true">
          <text y="2.75rem" fontSize="var(--text-xl)" fontFamily={value} fill="var(--ink)">
            60 to 190
          </text>
        </svg>
      );
    case 'radius':
      return <span className={`${styles.corner} ${styles[token]}`} aria-hidden="true" />;
    case 'shadow':
      return <span className={`${styles.corner} ${styles.shadow}`} aria-hidden="true" />;
    case 'motion':
      return <span className={`${styles.mover} ${styles[token]}`} aria-hidden="true" />;
  }
}
