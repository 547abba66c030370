import { Button, makeStyles } from '@fluentui/react-components';
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import { PlayFilled } from '@fluentui/react-icons/svg/play';
import type { BatchRow } from '../../src-shared/batch.ts';
import { goTo } from '../stores/route-store.ts';
import { texts } from '../texts.ts';
import { RowReason } from './row-reason.tsx';

const useStyles = makeStyles({ end: { justifySelf: 'end', minWidth: 0 } });

export interface RowEndProps {
  row: BatchRow;
  onMakeNext: ((row: BatchRow) => void) | undefined;
  isReasonOpen: boolean;
  onReason: (isOpen: boolean) => void;
}

/** The one thing to do with a row: see its film, look into why there is none, or let it be next. */
export function BatchRowEnd({ row, onMakeNext, isReasonOpen, onReason }: RowEndProps) {
  const styles = useStyles();
  const { jobId, title, status, error } = row;
  const open = () => jobId && goTo({ page: 'job', jobId });
  if (status === 'Queued' && onMakeNext)
    return (
      <Button
        className={styles.end}
        appearance="subtle"
        size="small"
        icon={<ArrowUpRegular />}
        aria-label={texts.batch.nextOf(title)}
        title={texts.batch.next}
        onClick={() => onMakeNext(row)}
      />
    );
  // Nothing was begun of it, so there is no job to open.
  if (!jobId)
    return error ? (
      <RowReason title={title} failure={error} isOpen={isReasonOpen} onOpen={onReason} className={styles.end} />
    ) : (
      <span />
    );
  return status === 'Succeeded' ? (
    <Button
      className={styles.end}
      appearance="subtle"
      size="small"
      icon={<PlayFilled />}
      aria-label={texts.batch.playOf(title)}
      onClick={open}
    >
      {texts.batch.play}
    </Button>
  ) : (
    <Button
      className={styles.end}
      appearance={status === 'Failed' ? 'outline' : 'subtle'}
      size="small"
      aria-label={texts.batch.openOf(title)}
      onClick={open}
    >
      {texts.batch.open}
    </Button>
  );
}
