import { Button, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { ShieldCheckmarkRegular } from '@fluentui/react-icons/svg/shield-checkmark';
import type { Job } from '../../src-shared/job.ts';
import type { BundleWork } from '../stores/use-bundle.ts';
import { useAfter } from '../stores/use-after.ts';
import { texts } from '../texts.ts';
import { BundleFiles } from './bundle-files.tsx';
import { ErrorCard } from './error-card.tsx';
import { useRowStyles } from './row-styles.ts';
import { sidePanelStyle } from './side-panel-style.ts';

const useStyles = makeStyles({
  beside: { ...sidePanelStyle, width: '352px', height: '100%' },
  inline: { marginTop: '32px', paddingTop: '20px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  body: { flexGrow: 1, minHeight: 0, padding: '24px 24px 20px' },
  scrolling: { overflowY: 'auto' },
  flat: { padding: 0 },
  intro: { marginTop: '6px' },
  summary: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    columnGap: '8px',
    marginTop: '8px',
    paddingTop: '14px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '18px',
    color: tokens.colorNeutralForeground2,
  },
  shield: { color: tokens.colorStatusSuccessForeground1 },
  link: { fontWeight: 500, fontSize: tokens.fontSizeBase200 },
  foot: { padding: '14px 24px 20px' },
  download: { width: '100%', minHeight: '36px' },
  note: { marginTop: '10px', textAlign: 'center' },
  links: { display: 'flex', justifyContent: 'center', columnGap: '16px', marginTop: '6px' },
});

interface BundlePanelProps {
  job: Job;
  bundle: BundleWork;
  /** Beside the page as a panel, or, where there is no room, in the page. */
  isBeside: boolean;
  onLook: (fileName: string) => void;
}

/** What would be sent to support, file by file; the button that saves it stays at the foot. */
export function BundlePanel({ job, bundle, isBeside, onLook }: BundlePanelProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  const isSlow = useAfter(300);
  const { preview, previewFailure } = bundle;
  const Title = isBeside ? 'h2' : 'h3';
  return (
    <aside
      className={isBeside ? styles.beside : styles.inline}
      aria-label={texts.bundle.title}
      data-region={isBeside ? 'panel' : undefined}
      tabIndex={isBeside ? -1 : undefined}
    >
      <div className={mergeClasses(styles.body, isBeside ? styles.scrolling : styles.flat)}>
        <Title className={rows.sectionTitle}>{texts.bundle.title}</Title>
        <p className={mergeClasses(rows.meta, styles.intro)}>
          {texts.bundle.body} {texts.bundle.ofRunning(job.status)}
        </p>
        {!preview && !previewFailure && isSlow && <p className={rows.hint}>{texts.bundle.loading}</p>}
        {previewFailure && <ErrorCard failure={previewFailure} jobId={job.jobId} isCompact />}
        {preview && (
          <>
            <BundleFiles preview={preview} leftOut={bundle.leftOut} onInclude={bundle.setIncluded} onLook={onLook} />
            <RedactionSummary bundle={bundle} onLook={onLook} />
          </>
        )}
      </div>
      <BundleFoot job={job} bundle={bundle} />
    </aside>
  );
}

function RedactionSummary({ bundle, onLook }: { bundle: BundleWork; onLook: (fileName: string) => void }) {
  const styles = useStyles();
  const files = (bundle.preview?.files ?? []).filter(({ fileName }) => !bundle.leftOut.has(fileName));
  const counts: Record<string, number> = {};
  for (const { redactions } of files) {
    for (const [rule, number] of Object.entries(redactions)) counts[rule] = (counts[rule] ?? 0) + number;
  }
  const first = files[0];
  return (
    <div className={styles.summary}>
      <ShieldCheckmarkRegular className={styles.shield} fontSize={18} aria-hidden="true" />
      <p>
        {texts.bundle.summary(counts)}{' '}
        {first && (
          <Link as="button" inline className={styles.link} onClick={() => onLook(first.fileName)}>
            {texts.bundle.lookInside}
          </Link>
        )}
      </p>
    </div>
  );
}

function BundleFoot({ job, bundle }: { job: Job; bundle: BundleWork }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const { saved, hasExpired, isBusy, failure, preview, leftOut } = bundle;
  const fileCount = (preview?.files ?? []).filter(({ fileName }) => !leftOut.has(fileName)).length;
  return (
    <div className={styles.foot}>
      {failure && <ErrorCard failure={failure} jobId={job.jobId} isCompact />}
      <Button
        className={styles.download}
        appearance="primary"
        icon={<ArrowDownloadRegular />}
        disabledFocusable={isBusy}
        onClick={() => void bundle.download()}
      >
        {isBusy ? texts.bundle.saving : texts.bundle.download}
      </Button>
      <output>
        <p className={mergeClasses(rows.hint, styles.note)} title={saved?.path}>
          {saved
            ? `${texts.bundle.savedAs(saved.path)} ${texts.bundle.saved(fileCount, saved.bundle.sizeBytes, saved.bundle.createdAt)}`
            : hasExpired
              ? texts.bundle.expired
              : preview && texts.bundle.files(fileCount)}
        </p>
      </output>
      {saved && (
        <div className={styles.links}>
          <Link as="button" className={styles.link} onClick={() => void bundle.show()}>
            {texts.bundle.showInFolder}
          </Link>
          <Link as="button" className={styles.link} onClick={() => void bundle.saveAgain()}>
            {texts.bundle.saveAgain}
          </Link>
        </div>
      )}
    </div>
  );
}
