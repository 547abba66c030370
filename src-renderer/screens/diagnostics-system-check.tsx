import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useEffect } from 'react';
import type { CheckResult } from '../../src-shared/health.ts';
import { CheckRemedy } from '../parts/check-remedy.tsx';
import { ErrorCard } from '../parts/error-card.tsx';
import { useRowStyles } from '../parts/row-styles.ts';
import { StateIcon } from '../parts/state-icon.tsx';
import { checkHealth, useHealth } from '../stores/health-store.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';
import { FreeSpace } from '../parts/free-space.tsx';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', columnGap: '12px', minHeight: '32px', marginBottom: '20px' },
  summary: { flexGrow: 1, display: 'flex', alignItems: 'center', columnGap: '8px', fontSize: tokens.fontSizeBase300 },
  row: {
    display: 'grid',
    gridTemplateColumns: '200px 130px minmax(0, 1fr)',
    columnGap: '16px',
    padding: '11px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    '@media (max-width: 1099px)': { gridTemplateColumns: '160px 120px minmax(0, 1fr)' },
  },
  columns: {
    padding: '0 0 8px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  state: {
    display: 'flex',
    alignItems: 'flex-start',
    columnGap: '6px',
    fontSize: tokens.fontSizeBase200,
    fontWeight: 500,
  },
  name: { fontWeight: 500 },
  finding: { userSelect: 'text', overflowWrap: 'anywhere', maxWidth: '760px' },
  remedy: { color: tokens.colorNeutralForeground3 },
});

type Mend = (work: () => Promise<boolean>) => void;

function CheckRow({ check, isBusy, mend }: { check: CheckResult; isBusy: boolean; mend: Mend }) {
  const styles = useStyles();
  return (
    <li className={styles.row} aria-label={check.name}>
      <span className={styles.name}>{check.name}</span>
      <span className={styles.state}>
        <StateIcon state={check.status} />
        {texts.check.status[check.status]}
      </span>
      <div className={styles.finding}>
        <p>{check.finding}</p>
        {check.remedy && <p className={styles.remedy}>{check.remedy}</p>}
        <CheckRemedy check={check} isBusy={isBusy} mend={mend} />
        {check.name === 'Disk' && <FreeSpace />}
      </div>
    </li>
  );
}

/** What the studio needs of this computer: looked at one by one, with what was found and what to do. */
export function DiagnosticsSystemCheck() {
  const styles = useStyles();
  const rows = useRowStyles();
  const { run, isBusy, failure } = useAction();
  const result = useHealth((state) => state.result);
  const check = useCallback(() => run(checkHealth), [run]);
  const mend: Mend = (work) =>
    void run(async () => {
      if (await work()) await checkHealth();
    });
  useEffect(() => void check(), [check]);
  return (
    <>
      <div className={styles.head}>
        <output className={styles.summary}>
          {result && !isBusy && <StateIcon state={result.status} />}
          {isBusy ? texts.check.running : result && texts.check.summary[result.status]}
          {result && !isBusy && <span className={rows.hint}>{texts.check.checkedAt(result.checkedAt)}</span>}
        </output>
        <Button appearance="primary" disabledFocusable={isBusy} onClick={() => void check()}>
          {result ? texts.check.again : texts.check.run}
        </Button>
      </div>
      {failure && <ErrorCard failure={failure} />}
      {result && (
        <>
          <div className={`${styles.row} ${styles.columns} ${rows.label}`} aria-hidden="true">
            <span>{texts.check.columns.name}</span>
            <span>{texts.check.columns.status}</span>
            <span>{texts.check.columns.finding}</span>
          </div>
          <ul aria-label={texts.check.tab}>
            {result.checks.map((one) => (
              <CheckRow key={one.name} check={one} isBusy={isBusy} mend={mend} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}
