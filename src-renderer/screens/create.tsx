import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useEffect, useState, type ClipboardEvent, type DragEvent } from 'react';
import { CreateBriefForm } from '../parts/create-brief-form.tsx';
import { CreateFoot } from '../parts/create-foot.tsx';
import { CreatePreview } from '../parts/create-preview.tsx';
import { CreateTextForm } from '../parts/create-text-form.tsx';
import { ErrorCard } from '../parts/error-card.tsx';
import { useRowStyles } from '../parts/row-styles.ts';
import { fieldOf, requestOf } from '../stores/draft.ts';
import { changeDraft, useDraft } from '../stores/draft-store.ts';
import { createJob, createSample } from '../stores/job-actions.ts';
import { takeFiles } from '../stores/take-files.ts';
import { useAction } from '../stores/use-action.ts';
import { useDraftFilm } from '../stores/use-draft-film.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', minHeight: '100%' },
  columns: {
    flexGrow: 1,
    display: 'grid',
    gridTemplateColumns: '340px minmax(0, 1fr)',
    columnGap: '40px',
    padding: '28px 32px 24px',
    '@media (max-width: 1099px)': {
      gridTemplateColumns: '300px minmax(0, 1fr)',
      columnGap: '28px',
      padding: '24px 28px',
    },
    '@container page (min-width: 701px) and (max-width: 960px)': {
      columnGap: '24px',
      gridTemplateColumns: '300px minmax(0, 1fr)',
    },
    '@container page (max-width: 700px)': { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: '24px' },
  },
  form: { display: 'flex', flexDirection: 'column', rowGap: '18px', minWidth: 0 },
  tabs: { marginLeft: '-10px' },
  film: { minWidth: 0 },
  dropping: { outline: `2px dashed ${tokens.colorCompoundBrandStroke}`, outlineOffset: '-8px' },
  failure: { padding: '0 32px 16px' },
});

/** The brief or the text on the left, the film as it stands on the right. */
export function Create({ source }: { source: 'brief' | 'text' | undefined }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const draft = useDraft();
  const request = requestOf(draft);
  const { film, failure: draftFailure } = useDraftFilm(request);
  const files = useAction();
  const creation = useAction();
  const [refused, setRefused] = useState<string>();
  const [isDropping, setDropping] = useState(false);
  useEffect(() => {
    if (source) changeDraft({ source });
  }, [source]);

  const take = (list: FileList) => void files.run(async () => setRefused(await takeFiles([...list])));
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setDropping(false);
    take(event.dataTransfer.files);
  };
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    take(event.clipboardData.files);
  };
  const failure = creation.failure ?? draftFailure;
  const failedField = failure && fieldOf(failure.code);
  const fieldError = failure && failedField ? { field: failedField, message: failure.message } : undefined;
  const cardFailure = files.failure ?? (failure && !fieldError ? failure : undefined);
  const form = { draft, fieldError, onFiles: take };
  return (
    <div
      className={`${styles.root} ${isDropping ? styles.dropping : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={(event) => event.currentTarget === event.target && setDropping(false)}
      onDrop={onDrop}
      onPaste={onPaste}
    >
      <h1 className={rows.hidden}>{texts.create.title}</h1>
      <div className={styles.columns}>
        <div className={styles.form}>
          <TabList
            className={styles.tabs}
            aria-label={texts.create.source}
            selectedValue={draft.source}
            onTabSelect={(_, { value }) => changeDraft({ source: value === 'text' ? 'text' : 'brief' })}
          >
            <Tab value="brief">{texts.create.fromBrief}</Tab>
            <Tab value="text">{texts.create.fromText}</Tab>
          </TabList>
          {draft.source === 'brief' ? <CreateBriefForm {...form} /> : <CreateTextForm {...form} run={files.run} />}
          {refused && <output className={rows.hint}>{refused}</output>}
          {cardFailure && <ErrorCard failure={cardFailure} isCompact />}
        </div>
        <div className={styles.film}>
          <CreatePreview film={film} draft={draft} />
        </div>
      </div>
      <CreateFoot
        film={film}
        draft={draft}
        isBusy={creation.isBusy}
        onSample={() => void creation.run(createSample)}
        onCreate={() => request && void creation.run(() => createJob(request))}
      />
    </div>
  );
}
