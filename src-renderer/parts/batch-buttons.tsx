import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, makeStyles } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { useState } from 'react';
import { reportFormats, type Batch } from '../../src-shared/batch.ts';
import {
  cancelBatch,
  discardBatch,
  pauseBatch,
  resumeBatch,
  retryFailedRows,
  saveReport,
  startBatch,
} from '../stores/batch-actions.ts';
import { texts } from '../texts.ts';
import { focusOnShow } from './focus-on-show.ts';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', justifyContent: 'flex-end', gap: '8px' },
});

interface BatchButtonsProps {
  batch: Batch;
  isBusy: boolean;
  run: (work: () => Promise<unknown>) => Promise<void>;
}

/** What can be done with the batch now; one of them is the primary one. */
export function BatchButtons(props: BatchButtonsProps) {
  const styles = useStyles();
  const [isAsking, setAsking] = useState(false);
  const { batch, run } = props;
  const { batchId, status } = batch;
  const isAtWork = status === 'Running' || status === 'Paused';
  return (
    <div className={styles.root}>
      {isAsking && isAtWork ? (
        <CancelQuestion {...props} onClose={() => setAsking(false)} />
      ) : (
        <>
          {status === 'Draft' && (
            <Button appearance="subtle" onClick={() => void run(() => discardBatch(batchId))}>
              {texts.batch.discard}
            </Button>
          )}
          {status === 'Draft' && batch.counts.failed > 0 && (
            <Button
              disabledFocusable={props.isBusy}
              title={texts.batch.lookAgainHint}
              onClick={() => void run(() => retryFailedRows(batchId))}
            >
              {texts.batch.lookAgain}
            </Button>
          )}
          {status === 'Ended' && <ReportMenu {...props} />}
          {isAtWork && (
            <Button appearance="subtle" onClick={() => setAsking(true)}>
              {texts.batch.cancel}
            </Button>
          )}
          {status === 'Running' && (
            <Button onClick={() => void run(() => pauseBatch(batchId))}>{texts.batch.pause}</Button>
          )}
          <PrimaryButton {...props} />
        </>
      )}
    </div>
  );
}

/** Going on comes before doing again: while a batch is paused, what failed is retried by an outlined button. */
function PrimaryButton({ batch, isBusy, run }: BatchButtonsProps) {
  const { batchId, status, counts } = batch;
  const retry = counts.failed > 0 && status !== 'Draft' && status !== 'Canceling' && (
    <Button
      appearance={status === 'Paused' ? 'secondary' : 'primary'}
      icon={<ArrowClockwiseRegular />}
      disabledFocusable={isBusy}
      onClick={() => void run(() => retryFailedRows(batchId))}
    >
      {texts.batch.retryFailed(counts.failed)}
    </Button>
  );
  if (status === 'Paused')
    return (
      <>
        {retry}
        <Button appearance="primary" disabledFocusable={isBusy} onClick={() => void run(() => resumeBatch(batchId))}>
          {texts.batch.resume}
        </Button>
      </>
    );
  if (status !== 'Draft') return retry || null;
  return (
    <Button
      appearance="primary"
      data-submit
      disabledFocusable={isBusy || counts.queued === 0}
      {...(counts.queued === 0 && { title: texts.batch.noneToStart })}
      onClick={() => counts.queued > 0 && void run(() => startBatch(batchId))}
    >
      {texts.batch.start(counts.queued)}
    </Button>
  );
}

function CancelQuestion({ batch, run, onClose }: BatchButtonsProps & { onClose: () => void }) {
  const rows = useRowStyles();
  return (
    <>
      <span className={rows.meta}>{texts.batch.cancelTitle(batch.counts.succeeded)}</span>
      <Button appearance="subtle" ref={focusOnShow} onClick={onClose}>
        {texts.batch.keepGoing}
      </Button>
      <Button
        onClick={() => {
          onClose();
          void run(() => cancelBatch(batch.batchId));
        }}
      >
        {texts.batch.stop}
      </Button>
    </>
  );
}

function ReportMenu({ batch, run }: BatchButtonsProps) {
  const rows = useRowStyles();
  const [savedAs, setSavedAs] = useState<string>();
  return (
    <>
      <output className={rows.hint}>{savedAs !== undefined && texts.batch.saved(savedAs)}</output>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button>{texts.batch.saveReport}</Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {reportFormats.map((format) => (
              <MenuItem
                key={format}
                onClick={() => void run(async () => setSavedAs(await saveReport(batch.batchId, format)))}
              >
                {texts.batch.formats[format]}
              </MenuItem>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
    </>
  );
}
