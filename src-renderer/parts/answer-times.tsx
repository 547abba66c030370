import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ProviderMetrics } from '../../src-shared/resilience.ts';
import { count, dollars, percent, span } from '../figures.ts';
import { texts } from '../texts.ts';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  table: { width: '100%', maxWidth: '760px', borderCollapse: 'collapse', marginTop: '8px' },
  head: { textAlign: 'right', padding: '0 0 8px 16px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  first: { textAlign: 'left', paddingLeft: '0' },
  cell: {
    textAlign: 'right',
    padding: '11px 0 11px 16px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    fontSize: tokens.fontSizeBase300,
    fontVariantNumeric: 'tabular-nums',
    color: tokens.colorNeutralForeground2,
  },
  name: { fontWeight: 500, color: tokens.colorNeutralForeground1 },
});

const words = texts.resilience;
const inSeconds = (ms: number | null): string => (ms === null ? words.noFigure : span(ms / 1000));

/** How long each provider takes, how often it answers, what it has cost. */
export function AnswerTimes({ providers }: { providers: readonly ProviderMetrics[] }) {
  const styles = useStyles();
  const rows = useRowStyles();
  return (
    <table className={styles.table} aria-label={words.times}>
      <thead>
        <tr>
          {words.timeColumns.map((column, index) => (
            <th key={column} scope="col" className={mergeClasses(rows.label, styles.head, index === 0 && styles.first)}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {providers.map((one) => (
          <tr key={one.name}>
            <th scope="row" className={mergeClasses(styles.cell, styles.first, styles.name)}>
              {one.name}
            </th>
            <td className={styles.cell}>{count(one.calls)}</td>
            <td className={styles.cell}>
              {one.successRate === null ? words.noFigure : percent(one.successRate * 100)}
            </td>
            <td className={styles.cell}>{inSeconds(one.p50Ms)}</td>
            <td className={styles.cell}>{inSeconds(one.p95Ms)}</td>
            <td className={styles.cell}>{dollars(one.costUsd)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
