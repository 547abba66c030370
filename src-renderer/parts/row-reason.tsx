import { Button, Link, makeStyles, Popover, PopoverSurface, PopoverTrigger, tokens } from '@fluentui/react-components';
import { failureFamily, type Failure } from '../../src-shared/failure.ts';
import { failureTexts } from '../../src-shared/failure-texts.ts';
import { openHelp } from '../stores/help-store.ts';
import { texts } from '../texts.ts';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  surface: {
    maxWidth: '380px',
    display: 'flex',
    flexDirection: 'column',
    rowGap: '8px',
    userSelect: 'text',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  message: { fontWeight: 500, overflowWrap: 'anywhere' },
});

interface RowReasonProps {
  /** Of the row. */
  title: string;
  failure: Failure;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  className: string | undefined;
}

/** The whole reason of a row that cannot be made, and what to do: in the row there is space for one line only. */
export function RowReason({ title, failure, isOpen, onOpen, className }: RowReasonProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  return (
    <Popover open={isOpen} onOpenChange={(_, { open }) => onOpen(open)} positioning="below-end" withArrow trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Button className={className ?? ''} appearance="outline" size="small" aria-label={texts.batch.whyOf(title)}>
          {texts.batch.why}
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={texts.batch.whyOf(title)}>
        <p className={`${rows.text} ${styles.message}`}>{failure.message}</p>
        <p className={rows.meta}>{failure.remediation}</p>
        <Link as="button" onClick={() => openHelp(failureTexts[failureFamily(failure.code)].helpPage)}>
          {texts.failure.help}
        </Link>
      </PopoverSurface>
    </Popover>
  );
}
