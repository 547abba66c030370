import { Button, makeStyles, tokens, Tooltip } from '@fluentui/react-components';
import type { DraftFilm } from '../../src-shared/ipc.ts';
import { dollars } from '../figures.ts';
import { requestOf, type Draft } from '../stores/draft.ts';
import { useOutputFolderName } from '../stores/use-output-folder-name.ts';
import { texts } from '../texts.ts';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  root: {
    position: 'sticky',
    bottom: 0,
    display: 'flex',
    alignItems: 'center',
    columnGap: '14px',
    '@container page (max-width: 700px)': { flexWrap: 'wrap', justifyContent: 'flex-end' },
    minHeight: '60px',
    padding: '8px 32px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 1099px)': { padding: '8px 28px' },
  },
  sum: { fontSize: tokens.fontSizeBase300, fontWeight: 600, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  detail: {
    flexGrow: 1,
    flexBasis: 0,
    minWidth: '120px',
    '@container page (max-width: 700px)': { flexBasis: '240px' },
  },
  create: { minWidth: '128px' },
});

interface CreateFootProps {
  film: DraftFilm | undefined;
  draft: Draft;
  isBusy: boolean;
  onSample: () => void;
  onCreate: () => void;
}

/** What the film comes to, where it goes, what leaves the computer; then the button. */
export function CreateFoot({ film, draft, isBusy, onSample, onCreate }: CreateFootProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  const folder = useOutputFolderName();
  const isText = draft.source === 'text';
  const canCreate = requestOf(draft) !== undefined;
  const empty = isText ? texts.create.footEmptyText : texts.create.footEmpty;
  return (
    <div className={styles.root}>
      {film && canCreate && (
        <span className={styles.sum}>{texts.create.foot(film.scenes.length, film.durationSeconds)}</span>
      )}
      <span className={`${rows.meta} ${styles.detail}`}>
        {film && canCreate
          ? texts.joinedSentences(
              texts.create.footDetail(film.renderSeconds, film.sizeBytes, folder),
              texts.create.footOutside(film.sendsTo, film.costUsd === undefined ? undefined : dollars(film.costUsd)),
            )
          : empty}
      </span>
      <Button appearance="subtle" onClick={onSample}>
        {texts.create.submitSample}
      </Button>
      <Tooltip
        content={canCreate ? texts.keys('Enter') : isText ? texts.create.needText : texts.create.needTopic}
        relationship="description"
      >
        <Button
          className={styles.create}
          appearance="primary"
          data-submit
          disabledFocusable={isBusy || !canCreate}
          onClick={onCreate}
        >
          {texts.create.submit}
        </Button>
      </Tooltip>
    </div>
  );
}
