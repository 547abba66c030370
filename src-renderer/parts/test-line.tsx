import { makeStyles } from '@fluentui/react-components';
import type { ProviderFacts } from '../../src-shared/providers.ts';
import { rowName, useProviders } from '../stores/providers-store.ts';
import { texts } from '../texts.ts';
import { useRowStyles } from './row-styles.ts';
import { StateIcon } from './state-icon.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'flex-start', columnGap: '8px', minHeight: '20px', userSelect: 'text' },
});

const words = texts.providers;

/** How the last test went: latency and what is left, or the very reason. */
export function TestLine({ provider, isBusy }: { provider: ProviderFacts; isBusy: boolean }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const outcome = useProviders(({ tests }) => tests[rowName(provider)]);
  const said = !outcome
    ? undefined
    : outcome.isGood
      ? words.testGood(outcome.answer.latencyMs / 1000, outcome.answer.left)
      : texts.joinedSentences(outcome.failure.message, outcome.failure.remediation);
  return (
    <output className={`${styles.root} ${rows.hint}`} aria-live="polite">
      {outcome && !isBusy && <StateIcon state={outcome.isGood ? 'Healthy' : 'Failed'} sizePx={16} />}
      {isBusy ? words.testing : said}
    </output>
  );
}
