import { makeStyles } from '@fluentui/react-components';
import type { Failure } from '../../src-shared/failure.ts';
import { ErrorCard } from '../parts/error-card.tsx';

const useStyles = makeStyles({ root: { maxWidth: '860px', padding: '32px' } });

/** Stands in the place of every page while the studio itself is not there: its folder cannot be written, say. */
export function NotOpened({ failure }: { failure: Failure }) {
  const styles = useStyles();
  return (
    <div className={styles.root} role="alert">
      <ErrorCard failure={failure} />
    </div>
  );
}
