import {
  Button,
  Link,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  tokens,
} from '@fluentui/react-components';
import { useState, type DragEvent } from 'react';
import type { Batch, BatchDetail } from '../../src-shared/batch.ts';
import { ago, shortPath } from '../figures.ts';
import { BatchAtOnce } from '../parts/batch-at-once.tsx';
import { BatchBar } from '../parts/batch-bar.tsx';
import { BatchButtons } from '../parts/batch-buttons.tsx';
import { BatchPlan } from '../parts/batch-plan.tsx';
import { BatchTable } from '../parts/batch-table.tsx';
import { ErrorCard } from '../parts/error-card.tsx';
import { useRowStyles } from '../parts/row-styles.ts';
import { chooseBatch, moveRow, openDropped } from '../stores/batch-actions.ts';
import { useBatch, useBatches } from '../stores/batch-store.ts';
import { openHelp } from '../stores/help-store.ts';
import { goTo } from '../stores/route-store.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  root: {
    boxSizing: 'border-box',
    minHeight: '100%',
    padding: '28px 32px 40px',
    '@media (max-width: 1099px)': { padding: '24px 28px 32px' },
  },
  dropping: { boxShadow: `inset 0 0 0 2px ${tokens.colorCompoundBrandStroke}` },
  head: { display: 'flex', alignItems: 'flex-start', columnGap: '16px', rowGap: '12px', flexWrap: 'wrap' },
  names: { flexGrow: 1, minWidth: '240px' },
  others: { marginTop: '24px', display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  card: { marginTop: '16px' },
  help: { marginTop: '24px' },
  atEnd: { marginLeft: 'auto' },
  intro: { margin: '8px 0 4px', maxWidth: '620px' },
});

type Run = (work: () => Promise<unknown>) => Promise<void>;

/** Many videos at once: what they are made from, how far they are, why some failed. */
export function BatchPage({ batchId }: { batchId: string | undefined }) {
  const styles = useStyles();
  const { run, isBusy, failure } = useAction();
  const [isOver, setOver] = useState(false);
  const batches = useBatches((state) => state.batches);
  const detail = useBatch(batchId ?? batches?.[0]?.batchId);
  if (!batches) return null;
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void run(openDropped);
  };
  return (
    // Files are dropped here; the buttons do the same.
    <div
      className={`${styles.root} ${isOver ? styles.dropping : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {detail ? (
        <OneBatch detail={detail} isBusy={isBusy} run={run} />
      ) : (
        <NoBatch isListed={batches.length > 0} run={run} />
      )}
      {failure && (
        <div className={styles.card}>
          <ErrorCard failure={failure} />
        </div>
      )}
      {detail && (
        <>
          <BatchTable
            detail={detail}
            onMove={({ row }, place) => void run(() => moveRow(detail.batch.batchId, row, place))}
          />
          <Others batches={batches} shown={detail.batch} run={run} />
        </>
      )}
    </div>
  );
}

function OneBatch({ detail: { batch }, isBusy, run }: { detail: BatchDetail; isBusy: boolean; run: Run }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const { counts, status, outputFolder, pausedBecause, notes } = batch;
  const videos = status === 'Draft' ? counts.queued : counts.total;
  const isPausing = status === 'Paused' && counts.running > 0;
  return (
    <>
      <div className={styles.head}>
        <div className={styles.names}>
          <h1 className={rows.pageTitle}>{batch.name}</h1>
          <p className={rows.meta}>
            {texts.batch.into(videos, shortPath(outputFolder, 2))}
            <BatchAtOnce batch={batch} run={run} />
          </p>
          {(isPausing || texts.batch.state[status] !== '' || notes.length > 0) && (
            <p className={rows.hint}>
              {texts.joinedSentences(isPausing ? texts.batch.pausing : texts.batch.state[status], ...notes)}
            </p>
          )}
        </div>
        <BatchButtons batch={batch} isBusy={isBusy} run={run} />
      </div>
      <BatchBar batch={batch} />
      <output className={rows.hidden}>
        {texts.batch.announce(counts.total - counts.queued - counts.running, counts.total)}
      </output>
      {pausedBecause && (
        <div className={styles.card}>
          <ErrorCard failure={pausedBecause} />
        </div>
      )}
      {status === 'Draft' && <BatchPlan batch={batch} run={run} />}
    </>
  );
}

function Others({ batches, shown, run }: { batches: Batch[]; shown: Batch; run: Run }) {
  const styles = useStyles();
  const others = batches.filter(({ batchId }) => batchId !== shown.batchId).slice(0, 20);
  return (
    <div className={styles.others}>
      <Button onClick={() => void run(() => chooseBatch('file'))}>{texts.batch.chooseFile}</Button>
      <Button onClick={() => void run(() => chooseBatch('folder'))}>{texts.batch.chooseFolder}</Button>
      {others.length > 0 && (
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Button appearance="subtle">{texts.batch.others}</Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {others.map(({ batchId, name, createdUtc }) => (
                <MenuItem
                  key={batchId}
                  secondaryContent={ago(createdUtc)}
                  onClick={() => goTo({ page: 'batch', batchId })}
                >
                  {name}
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
      <span className={styles.atEnd}>
        <BatchHelp />
      </span>
    </div>
  );
}

function BatchHelp() {
  return (
    <Link as="button" onClick={() => openHelp('batches')}>
      {texts.batch.help}
    </Link>
  );
}

function NoBatch({ isListed, run }: { isListed: boolean; run: Run }) {
  const styles = useStyles();
  const rows = useRowStyles();
  if (isListed) return <p className={rows.meta}>{texts.batch.loading}</p>;
  return (
    <>
      <h1 className={rows.pageTitle}>{texts.batch.title}</h1>
      <p className={`${rows.meta} ${styles.intro}`}>{texts.batch.empty}</p>
      <p className={rows.hint}>{texts.batch.emptyHint}</p>
      <div className={rows.buttons}>
        <Button appearance="primary" onClick={() => void run(() => chooseBatch('file'))}>
          {texts.batch.chooseFile}
        </Button>
        <Button onClick={() => void run(() => chooseBatch('folder'))}>{texts.batch.chooseFolder}</Button>
        <span className={rows.hint}>{texts.batch.dropHint}</span>
      </div>
      <p className={styles.help}>
        <BatchHelp />
      </p>
    </>
  );
}
