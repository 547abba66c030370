import { Button, makeStyles, Textarea } from '@fluentui/react-components';
import { ChatRegular } from '@fluentui/react-icons/svg/chat';
import { useState } from 'react';
import type { PlainEvidence, PlainExplanation as Explained } from '../../src-shared/diagnostics.ts';
import { useAction } from '../stores/use-action.ts';
import { useLoaded } from '../stores/use-loaded.ts';
import { call, stream } from '../studio-client.ts';
import { texts } from '../texts.ts';
import { ErrorCard } from './error-card.tsx';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', rowGap: '8px' },
  open: { alignSelf: 'flex-start', marginLeft: '-12px' },
  sent: {
    '& textarea': { maxHeight: 'none !important', minHeight: '200px', fontFamily: 'monospace', fontSize: '12px' },
  },
  answer: { maxWidth: '620px', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', userSelect: 'text' },
});

type Asks = NonNullable<PlainEvidence['asks']>;

/** The failure in a chat model's words, for who wants them: what is sent is shown first, and nothing needs it. */
export function PlainExplanation({ jobId }: { jobId: string }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const { data: evidence } = useLoaded(jobId, () => call('jobs.plainEvidence', { jobId }));
  const [isOpen, setOpen] = useState(false);
  const [answer, setAnswer] = useState<Explained>();
  if (!evidence) return null;
  if (answer) return <Answer answer={answer} />;
  if (!evidence.asks) return <p className={rows.hint}>{texts.plain.none(evidence.hint ?? '')}</p>;
  if (isOpen)
    return (
      <Asking
        jobId={jobId}
        sent={evidence.sent}
        asks={evidence.asks}
        onAnswer={setAnswer}
        onClose={() => setOpen(false)}
      />
    );
  return (
    <div className={styles.root}>
      <Button className={styles.open} appearance="subtle" icon={<ChatRegular />} onClick={() => setOpen(true)}>
        {texts.plain.explain}
      </Button>
    </div>
  );
}

interface AskingProps {
  jobId: string;
  sent: string;
  asks: Asks;
  onAnswer: (answer: Explained) => void;
  onClose: () => void;
}

function Asking({ jobId, sent, asks, onAnswer, onClose }: AskingProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  const { run, isBusy, failure } = useAction();
  const [canceled, setCanceled] = useState<AbortController>();
  const { provider } = asks;
  const ask = async () => {
    const controller = new AbortController();
    setCanceled(controller);
    const { signal } = controller;
    for await (const answer of stream('jobs.explainPlainly', { jobId, provider }, { signal })) onAnswer(answer);
  };
  return (
    <section className={styles.root} aria-label={texts.plain.explain}>
      <h3 className={rows.label}>{texts.plain.whatIsSent(provider, asks.model)}</h3>
      <p className={rows.hint}>{texts.plain.howItIsSent(asks)}</p>
      <Textarea
        className={styles.sent}
        aria-label={texts.plain.whatIsSent(provider, asks.model)}
        value={sent}
        readOnly
      />
      {isBusy && <p className={rows.meta}>{texts.plain.asking(provider)}</p>}
      <div className={rows.buttons}>
        <Button appearance="primary" disabledFocusable={isBusy} onClick={() => void run(ask)}>
          {texts.plain.send(provider)}
        </Button>
        <Button appearance="subtle" onClick={() => (isBusy ? canceled?.abort() : onClose())}>
          {texts.plain.cancel}
        </Button>
      </div>
      {failure && <ErrorCard failure={failure} jobId={jobId} isCompact />}
    </section>
  );
}

function Answer({ answer }: { answer: Explained }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const title = texts.plain.inTheWordsOf(answer.provider, answer.model);
  return (
    <section className={styles.root} aria-label={title}>
      <h3 className={rows.label}>{title}</h3>
      <p className={`${rows.text} ${styles.answer}`}>{answer.text}</p>
      <p className={rows.hint}>{texts.plain.caveat(answer.costUsd)}</p>
    </section>
  );
}
