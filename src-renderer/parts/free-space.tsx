import { Button, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { call } from '../studio-client.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';
import { ErrorCard } from './error-card.tsx';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', columnGap: '12px', marginTop: '6px' },
});

/** Deletes what can be made again, and says how much that was. */
export function FreeSpace() {
  const styles = useStyles();
  const rows = useRowStyles();
  const { run, isBusy, failure } = useAction();
  const [freedBytes, setFreed] = useState<number>();
  return (
    <>
      <div className={styles.root}>
        <Button
          size="small"
          disabledFocusable={isBusy}
          onClick={() => void run(async () => setFreed((await call('space.free')).sizeBytes))}
        >
          {texts.space.free}
        </Button>
        <output className={rows.hint}>{freedBytes !== undefined && texts.space.freed(freedBytes)}</output>
      </div>
      {failure && <ErrorCard failure={failure} isCompact />}
    </>
  );
}
