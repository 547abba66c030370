import { Button, makeStyles, Switch } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useState } from 'react';
import type { LogFilter } from '../../src-shared/log.ts';
import { call } from '../studio-client.ts';
import { useAction } from '../stores/use-action.ts';
import { useLog } from '../stores/use-log.ts';
import { useAfter } from '../stores/use-after.ts';
import { texts } from '../texts.ts';
import { ErrorCard } from './error-card.tsx';
import { LogList } from './log-list.tsx';
import { useRowStyles } from './row-styles.ts';
import { SavedNote } from './saved-note.tsx';

const useStyles = makeStyles({
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: '12px',
    minHeight: '32px',
    margin: '14px 0 8px',
  },
  counts: { flexGrow: 1 },
});

interface LogViewProps {
  filter: LogFilter;
  /** Said where nothing fits. */
  empty: string;
  /** The line to be opened and brought into sight. */
  line?: number | undefined;
}

/** The lines that a filter lets through, live, with what it hides in figures; exported redacted. */
export function LogView({ filter, empty, line }: LogViewProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  const { entries, filteredCount, olderCount, isLive, failure } = useLog(filter);
  const { run, isBusy, failure: exportFailure } = useAction();
  const [isFollowing, setFollowing] = useState(false);
  const [savedPath, setSavedPath] = useState<string>();
  const isSlow = useAfter(300);
  const isMissing = line !== undefined && isLive && !entries.some((entry) => entry.line === line);
  const save = () => run(async () => setSavedPath(await call('log.export', { filter })));
  return (
    <>
      <div className={styles.foot}>
        <span className={`${rows.meta} ${styles.counts}`}>
          {(isLive || isSlow) &&
            (isLive ? texts.log.counts(entries.length, filteredCount, olderCount) : texts.log.loading)}
        </span>
        <Switch label={texts.log.follow} checked={isFollowing} onChange={(_, { checked }) => setFollowing(checked)} />
        <Button icon={<ArrowDownloadRegular />} disabledFocusable={isBusy} onClick={() => void save()}>
          {texts.log.export}
        </Button>
      </div>
      {savedPath && <SavedNote path={savedPath} />}
      {(failure ?? exportFailure) && <ErrorCard failure={(failure ?? exportFailure)!} />}
      {isMissing && <p className={rows.hint}>{texts.log.lineMissing(line)}</p>}
      {isLive && entries.length === 0 ? (
        <p className={rows.meta}>{empty}</p>
      ) : (
        <LogList entries={entries} isFollowing={isFollowing} line={line} />
      )}
    </>
  );
}
