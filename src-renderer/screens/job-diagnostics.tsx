import { makeStyles } from '@fluentui/react-components';
import { useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import type { Job } from '../../src-shared/job.ts';
import { BundleFileView } from '../parts/bundle-file-view.tsx';
import { BundlePanel } from '../parts/bundle-panel.tsx';
import { FailureAnalysisView } from '../parts/failure-analysis-view.tsx';
import { IssueReport } from '../parts/issue-report.tsx';
import { useRowStyles } from '../parts/row-styles.ts';
import { useDrawer } from '../stores/drawer-store.ts';
import { useHelp } from '../stores/help-store.ts';
import { useSideSlot } from '../stores/side-slot-store.ts';
import { useBundle } from '../stores/use-bundle.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  report: { marginTop: '24px' },
});

const wideQuery = window.matchMedia('(min-width: 860px)');

/** Where the panel stands: beside the page, unless something else does or the window is too narrow. */
function usePanelPlace(): HTMLElement | null {
  const slot = useSideSlot(({ element }) => element);
  const isDrawerOpen = useDrawer(({ isOpen }) => isOpen);
  const isHelpOpen = useHelp(({ page }) => page !== undefined);
  const isWide = useSyncExternalStore(
    (listen) => {
      wideQuery.addEventListener('change', listen);
      return () => wideQuery.removeEventListener('change', listen);
    },
    () => wideQuery.matches,
  );
  return isWide && !isDrawerOpen && !isHelpOpen ? slot : null;
}

/** Why it failed, how sure that is, what to do; and what would be sent to support. */
export function JobDiagnostics({ job }: { job: Job }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const bundle = useBundle(job);
  const place = usePanelPlace();
  const [looked, setLooked] = useState<string>();
  const file = bundle.preview?.files.find(({ fileName }) => fileName === looked);
  const panel = <BundlePanel job={job} bundle={bundle} isBeside={place !== null} onLook={setLooked} />;
  return (
    <>
      {file ? (
        <BundleFileView file={file} onBack={() => setLooked(undefined)} />
      ) : job.status === 'Failed' ? (
        <>
          <FailureAnalysisView job={job} onDownload={bundle.download} />
          <div className={styles.report}>
            <IssueReport job={job} />
          </div>
        </>
      ) : (
        <p className={rows.meta}>{texts.analysis.notFailed}</p>
      )}
      {place ? createPortal(panel, place) : panel}
    </>
  );
}
