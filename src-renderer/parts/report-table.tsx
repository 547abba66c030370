import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  section: { marginTop: '28px' },
  table: {
    width: '100%',
    marginTop: '8px',
    borderCollapse: 'collapse',
    fontSize: tokens.fontSizeBase200,
    lineHeight: '18px',
    userSelect: 'text',
    tableLayout: 'fixed',
  },
  head: {
    padding: '4px 12px 6px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    fontWeight: 500,
    textAlign: 'left',
    color: tokens.colorNeutralForeground3,
  },
  cell: {
    padding: '6px 12px 6px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    color: tokens.colorNeutralForeground2,
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
    fontVariantNumeric: 'tabular-nums',
  },
  name: { color: tokens.colorNeutralForeground1, fontWeight: 500, textAlign: 'left' },
  wide: { width: '40%' },
  figure: { textAlign: 'right', paddingRight: 0 },
});

interface ReportTableProps {
  title: string;
  columns: readonly string[];
  /** The first cell of a row is its name; figures stand at the right. */
  rows: readonly (readonly string[])[];
  empty?: string;
  figuresFrom?: number;
}

/** One part of the report: a title and rows with hairlines. */
export function ReportTable({ title, columns, rows: cells, empty, figuresFrom = Infinity }: ReportTableProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  return (
    <section className={styles.section} aria-label={title}>
      <h2 className={rows.sectionTitle}>{title}</h2>
      {cells.length === 0 ? (
        <p className={rows.meta}>{empty}</p>
      ) : (
        <table className={styles.table} aria-label={title}>
          <thead>
            <tr>
              {columns.map((column, index) => (
                <th
                  key={column}
                  scope="col"
                  className={mergeClasses(
                    styles.head,
                    index === 0 && styles.wide,
                    index >= figuresFrom && styles.figure,
                  )}
                >
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cells.map(([name, ...others], row) => (
              <tr key={row}>
                <th scope="row" className={mergeClasses(styles.cell, styles.name)}>
                  {name}
                </th>
                {others.map((cell, index) => (
                  <td key={index} className={mergeClasses(styles.cell, index + 1 >= figuresFrom && styles.figure)}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
