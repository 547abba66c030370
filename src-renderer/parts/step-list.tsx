import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Degradation, Job, Step, StepName } from '../../src-shared/job.ts';
import { texts } from '../texts.ts';
import { ProgressLine } from './progress-line.tsx';
import { Receipt } from './receipt.tsx';
import { StateIcon } from './state-icon.tsx';

const useStyles = makeStyles({
  row: { display: 'grid', gridTemplateColumns: '20px 1fr', columnGap: '11px', minHeight: '38px' },
  rail: { display: 'flex', flexDirection: 'column', alignItems: 'center', rowGap: '5px', paddingTop: '1px' },
  line: { flexGrow: 1, width: '1px', backgroundColor: tokens.colorNeutralStroke1, marginBottom: '4px' },
  body: { position: 'relative', minWidth: 0, paddingBottom: '18px' },
  head: { display: 'flex', justifyContent: 'space-between', columnGap: '8px', lineHeight: tokens.lineHeightBase300 },
  name: { fontSize: tokens.fontSizeBase300, fontWeight: 500, color: tokens.colorNeutralForeground1 },
  pending: { fontWeight: 400, color: tokens.colorNeutralForeground2 },
  status: {
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  },
  running: { fontWeight: 500, color: tokens.colorCompoundBrandForeground1 },
  failed: { fontWeight: 500, color: tokens.colorStatusDangerForeground1 },
  detail: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: '18px',
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
  },
  bar: { marginTop: '8px' },
  receipt: { marginTop: '6px' },
});

const detailOf = (step: Step): string | undefined =>
  step.status === 'Skipped' ? step.skippedReason : step.status === 'Pending' ? undefined : step.detail;

interface StepRowProps {
  step: Step;
  isLast: boolean;
  receipts: Degradation[];
  onRedo: ((step: StepName) => void) | undefined;
}

function StepRow({ step, isLast, receipts, onRedo }: StepRowProps) {
  const styles = useStyles();
  const isRunning = step.status === 'Running';
  const figure = texts.step.statusWords(step);
  const detail = detailOf(step);
  return (
    <li aria-label={step.name} className={styles.row}>
      <span className={styles.rail}>
        <StateIcon state={step.status} percent={step.progressPct} />
        {!isLast && <span className={styles.line} />}
      </span>
      <div className={styles.body}>
        <div className={styles.head}>
          <span className={mergeClasses(styles.name, step.status === 'Pending' && styles.pending)}>
            {texts.step.title(step.name)}
          </span>
          <span className={styles.status}>
            <span className={mergeClasses(isRunning && styles.running, step.status === 'Failed' && styles.failed)}>
              {texts.step.status[step.status]}
            </span>
            {figure && ` · ${figure}`}
          </span>
        </div>
        {detail && (
          <p className={styles.detail} dir="auto">
            {detail}
          </p>
        )}
        <ProgressLine
          key={step.startedAt ?? ''}
          value={step.progressPct}
          label={texts.step.progress(step.name)}
          isHidden={!isRunning}
          className={isRunning ? styles.bar : ''}
        />
        {receipts.map((degradation) => (
          <div key={degradation.replaced} className={styles.receipt}>
            <Receipt degradation={degradation} onRedo={onRedo && (() => onRedo(degradation.redoStep ?? step.name))} />
          </div>
        ))}
      </div>
    </li>
  );
}

interface StepListProps {
  job: Job;
  hasReceipts?: boolean;
  /** Absent while nothing can be made again. */
  onRedo?: ((step: StepName) => void) | undefined;
}

/** The six steps joined by a line, receipts under the step that they belong to. */
export function StepList({ job, hasReceipts = false, onRedo }: StepListProps) {
  return (
    <ol aria-label={texts.step.list}>
      {job.steps.map((step, index) => (
        <StepRow
          key={step.name}
          step={step}
          onRedo={onRedo}
          isLast={index === job.steps.length - 1}
          receipts={hasReceipts ? job.degradations.filter((degradation) => degradation.step === step.name) : []}
        />
      ))}
    </ol>
  );
}
