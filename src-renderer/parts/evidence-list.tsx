import { Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { goTo } from '../stores/route-store.ts';
import { texts } from '../texts.ts';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  list: { marginTop: '4px' },
  row: {
    display: 'grid',
    gridTemplateColumns: '176px minmax(0, 1fr)',
    columnGap: '12px',
    padding: '4px 0',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase100,
    lineHeight: '18px',
    '@container page (max-width: 620px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  place: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase100,
    color: tokens.colorNeutralForeground3,
  },
  link: { justifySelf: 'start', alignSelf: 'start', lineHeight: '18px', color: tokens.colorBrandForegroundLink },
  words: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere', userSelect: 'text' },
});

/** `logs-redacted.txt:214: words`, or `stderr: words`: where it stands, and what stands there. */
function parts(evidence: string): { place: string; line: number | undefined; words: string } {
  const [, file, line, words] = /^([\w-]+\.\w+):(\d+): (.*)$/s.exec(evidence) ?? [];
  if (file && line && words !== undefined) return { place: `${file}:${line}`, line: Number(line), words };
  const colon = evidence.indexOf(': ');
  return colon > 0 && colon < 24
    ? { place: evidence.slice(0, colon), line: undefined, words: evidence.slice(colon + 2) }
    : { place: '', line: undefined, words: evidence };
}

/** What proves the cause, with file and line; a line of the log opens there. */
export function EvidenceList({ evidence, jobId }: { evidence: readonly string[]; jobId: string }) {
  const styles = useStyles();
  const rows = useRowStyles();
  return (
    <section aria-label={texts.analysis.evidence}>
      <h3 className={rows.label}>{texts.analysis.evidence}</h3>
      {evidence.length === 0 && <p className={rows.hint}>{texts.analysis.noEvidence}</p>}
      <ul className={styles.list}>
        {evidence.map((each) => {
          const { place, line, words } = parts(each);
          return (
            <li key={each} className={styles.row}>
              {line === undefined ? (
                <span className={styles.place}>{place}</span>
              ) : (
                <Link
                  as="button"
                  className={mergeClasses(styles.place, styles.link)}
                  aria-label={texts.analysis.openLine(place)}
                  onClick={() => goTo({ page: 'job', jobId, tab: 'logs', logLine: line })}
                >
                  {place}
                </Link>
              )}
              <span className={styles.words}>{words}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
