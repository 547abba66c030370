import { makeStyles } from '@fluentui/react-components';
import type { ComponentType } from 'react';
import { PageTabs } from '../parts/page-tabs.tsx';
import { useRowStyles } from '../parts/row-styles.ts';
import { goTo, type DiagnosticsTab } from '../stores/route-store.ts';
import { texts } from '../texts.ts';
import { DiagnosticsBatchDebug } from './diagnostics-batch-debug.tsx';
import { DiagnosticsLogs } from './diagnostics-logs.tsx';
import { DiagnosticsReport } from './diagnostics-report.tsx';
import { DiagnosticsResilience } from './diagnostics-resilience.tsx';
import { DiagnosticsSystemCheck } from './diagnostics-system-check.tsx';

const useStyles = makeStyles({
  root: { padding: '28px 32px 40px', '@media (max-width: 1099px)': { padding: '24px 28px 32px' } },
});

/** In the order of their tabs. */
const screens: Record<DiagnosticsTab, ComponentType> = {
  'system-check': DiagnosticsSystemCheck,
  resilience: DiagnosticsResilience,
  'batch-debug': DiagnosticsBatchDebug,
  logs: DiagnosticsLogs,
  report: DiagnosticsReport,
};
const tabs = (Object.keys(screens) as DiagnosticsTab[]).map((tab) => [tab, texts.diagnosticsTabs[tab]] as const);

/** The studio's own state, a tab each. */
export function Diagnostics({ tab = 'system-check' }: { tab: DiagnosticsTab | undefined }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const Screen = screens[tab];
  return (
    <div className={styles.root}>
      <h1 className={rows.pageTitle}>{texts.nav.diagnostics}</h1>
      <PageTabs
        label={texts.nav.diagnostics}
        tabs={tabs}
        selected={tab}
        onSelect={(chosen) => goTo({ page: 'diagnostics', tab: chosen })}
      />
      <Screen />
    </div>
  );
}
