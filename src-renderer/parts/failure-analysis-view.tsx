import { Link, makeStyles, tokens } from '@fluentui/react-components';
import type { FailureAnalysis } from '../../src-shared/diagnostics.ts';
import type { Job } from '../../src-shared/job.ts';
import { openHelp } from '../stores/help-store.ts';
import { useAfter } from '../stores/use-after.ts';
import { useLoaded } from '../stores/use-loaded.ts';
import { call } from '../studio-client.ts';
import { texts } from '../texts.ts';
import { ActionList } from './action-list.tsx';
import { ConfidenceBar } from './confidence-bar.tsx';
import { ErrorCard } from './error-card.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { PlainExplanation } from './plain-explanation.tsx';
import { useRowStyles } from './row-styles.ts';
import { useAutomation } from './use-automation.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', rowGap: '20px' },
  head: { display: 'flex', flexWrap: 'wrap', columnGap: '40px', rowGap: '12px', alignItems: 'flex-start' },
  cause: { flexGrow: 1, flexBasis: '320px', minWidth: 0 },
  title: { marginTop: '6px', textWrap: 'balance' },
  description: {
    marginTop: '8px',
    maxWidth: '620px',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground2,
    userSelect: 'text',
  },
  more: { display: 'flex', flexDirection: 'column', rowGap: '4px' },
  link: { fontSize: tokens.fontSizeBase200 },
});

/** A second cause this near to the first may as well be the one. */
const closeBy = 15;

/** Why a job failed, as the analysis has it: it reads only what the studio wrote down, and needs no network. */
export function FailureAnalysisView({ job, onDownload }: { job: Job; onDownload: () => Promise<void> }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const { jobId } = job;
  const { data: analysis, failure } = useLoaded(jobId, () => call('jobs.explain', { jobId }));
  const isSlow = useAfter(300);
  const automationOf = useAutomation(job, onDownload);
  if (failure) return <ErrorCard failure={failure} jobId={jobId} />;
  if (!analysis) return isSlow ? <p className={rows.meta}>{texts.analysis.loading}</p> : null;
  return (
    <div className={styles.root}>
      <Cause analysis={analysis} />
      <EvidenceList evidence={analysis.primaryRootCause.evidence} jobId={jobId} />
      <ActionList actions={analysis.recommendedActions} automationOf={automationOf} bestAt={bestAt(job)} />
      <More analysis={analysis} />
      <PlainExplanation jobId={jobId} />
    </div>
  );
}

function Cause({ analysis }: { analysis: FailureAnalysis }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const { primaryRootCause: cause, secondaryRootCauses } = analysis;
  const isDoubtful = secondaryRootCauses.some(({ confidence }) => cause.confidence - confidence <= closeBy);
  return (
    <section className={styles.head} aria-label={texts.analysis.cause}>
      <div className={styles.cause}>
        <p className={rows.label}>{isDoubtful ? texts.analysis.several : texts.analysis.cause}</p>
        <h2 className={`${rows.pageTitle} ${styles.title}`}>{texts.analysis.causeTitle(cause.type, cause.provider)}</h2>
        <p className={styles.description}>{cause.description}</p>
      </div>
      <ConfidenceBar confidence={cause.confidence} />
    </section>
  );
}

function More({ analysis: { secondaryRootCauses, documentationLinks } }: { analysis: FailureAnalysis }) {
  const styles = useStyles();
  const rows = useRowStyles();
  return (
    <div className={styles.more}>
      {secondaryRootCauses.length > 0 && (
        <p className={rows.hint}>
          {texts.analysis.alsoLabel}{' '}
          {secondaryRootCauses
            .map(({ type, provider, confidence }) =>
              texts.analysis.also(texts.analysis.causeTitle(type, provider), confidence),
            )
            .join(' ')}
        </p>
      )}
      {documentationLinks.map(({ title, url, description }) => (
        <p key={url} className={rows.hint}>
          {texts.analysis.readMore}{' '}
          <Link as="button" inline className={styles.link} onClick={() => openHelp(url.replace(/^aura-help:/, ''))}>
            {title}
          </Link>
          . {description}
        </p>
      ))}
    </div>
  );
}

/** When the provider said that it takes requests again. */
function bestAt({ errors, endedUtc }: Job): string | undefined {
  const waitMs = errors.at(-1)?.details?.['retryAfterMs'];
  if (typeof waitMs !== 'number' || endedUtc === undefined) return undefined;
  return new Date(Date.parse(endedUtc) + waitMs).toISOString();
}
