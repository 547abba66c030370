import { Link } from '@fluentui/react-components';
import { call } from '../studio-client.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';
import { ErrorCard } from './error-card.tsx';
import { useRowStyles } from './row-styles.ts';

/** Where a file went that the user has just saved. */
export function SavedNote({ path }: { path: string }) {
  const rows = useRowStyles();
  const { run, failure } = useAction();
  return (
    <>
      <output className={rows.hint} title={path}>
        {texts.log.exported(path)}{' '}
        <Link as="button" inline onClick={() => void run(() => call('app.showSaved', { path }))}>
          {texts.bundle.showInFolder}
        </Link>
      </output>
      {failure && <ErrorCard failure={failure} isCompact />}
    </>
  );
}
