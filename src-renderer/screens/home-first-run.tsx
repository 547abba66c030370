import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { PlayFilled } from '@fluentui/react-icons/svg/play';
import { ErrorCard } from '../parts/error-card.tsx';
import { Frame } from '../parts/frame.tsx';
import { useRowStyles } from '../parts/row-styles.ts';
import { createSample } from '../stores/job-actions.ts';
import { goTo } from '../stores/route-store.ts';
import { useAction } from '../stores/use-action.ts';
import { useDraftFilm } from '../stores/use-draft-film.ts';
import { useOutputFolderName } from '../stores/use-output-folder-name.ts';
import { texts } from '../texts.ts';
import { focusOnShow } from '../parts/focus-on-show.ts';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(320px, 400px) minmax(0, 1fr)',
    columnGap: '76px',
    alignItems: 'center',
    minHeight: '100%',
    padding: '32px 56px',
    '@media (max-width: 1099px)': { columnGap: '40px', padding: '28px', gridTemplateColumns: '340px minmax(0, 1fr)' },
    '@container page (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: '32px' },
  },
  headline: {
    fontSize: tokens.fontSizeHero900,
    lineHeight: '48px',
    fontWeight: 700,
    letterSpacing: '-0.034em',
    textWrap: 'balance',
    '@media (max-width: 1099px)': { fontSize: '38px', lineHeight: '42px' },
  },
  invitation: { marginTop: '17px', fontSize: '15px', lineHeight: '24px', color: tokens.colorNeutralForeground2 },
  sample: {
    height: '44px',
    padding: '0 24px',
    marginTop: '29px',
    fontSize: '15px',
    fontWeight: 500,
    borderRadius: '6px',
    columnGap: '2px',
  },
  note: { marginTop: '13px' },
  own: { marginTop: '36px' },
  link: { fontWeight: 500 },
  strip: { display: 'grid', gridTemplateColumns: 'repeat(6, minmax(0, 1fr))', columnGap: '6px', marginTop: '12px' },
  thumb: {
    width: '100%',
    aspectRatio: '16 / 9',
    objectFit: 'cover',
    borderRadius: '6px',
    backgroundColor: tokens.colorNeutralBackground3,
    boxShadow: 'var(--aura-frame-shadow)',
  },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: '16px',
    minHeight: '16px',
    marginTop: '10px',
  },
  failure: { marginTop: '16px' },
});

const stripLength = 6;
const sampleRequest = { preset: 'sample' } as const;

/** What the sample will be: its first frame and six of its scenes, drawn by the studio's own cards. */
function SamplePreview() {
  const styles = useStyles();
  const rows = useRowStyles();
  const { film } = useDraftFilm(sampleRequest);
  const [first, ...others] = film?.scenes ?? [];
  return (
    <div>
      <Frame
        width={16}
        height={9}
        reservedPx={190}
        imageUrl={first?.imageUrl}
        alt={first ? texts.scene.frameAlt(0, first.heading) : ''}
      />
      <div className={styles.strip}>
        {Array.from({ length: stripLength }, (_, index) => {
          const scene = others[index];
          return scene ? (
            <img
              key={index}
              className={styles.thumb}
              src={scene.imageUrl}
              alt={texts.scene.frameAlt(index + 1, scene.heading)}
              draggable={false}
            />
          ) : (
            <span key={index} className={styles.thumb} />
          );
        })}
      </div>
      <div className={`${rows.hint} ${styles.facts}`}>
        <span>{film && texts.home.sampleFacts(film.scenes.length, film.durationSeconds)}</span>
        <span>{film && texts.home.sampleFormat}</span>
      </div>
    </div>
  );
}

/** One invitation: the sample, how long it takes and where it goes; a quiet link for those who bring a text. */
export function HomeFirstRun() {
  const styles = useStyles();
  const rows = useRowStyles();
  const { run, isBusy, failure } = useAction();
  const folder = useOutputFolderName();
  return (
    <div className={styles.root}>
      <div>
        <h1 className={styles.headline}>{texts.home.headline}</h1>
        <p className={styles.invitation}>{texts.home.invitation}</p>
        <Button
          className={styles.sample}
          appearance="primary"
          size="large"
          icon={<PlayFilled />}
          ref={focusOnShow}
          disabledFocusable={isBusy}
          onClick={() => void run(createSample)}
        >
          {texts.home.createSample}
        </Button>
        <p className={`${rows.meta} ${styles.note}`}>{texts.home.sampleNote(undefined, folder)}</p>
        {failure && (
          <div className={styles.failure}>
            <ErrorCard failure={failure} isCompact />
          </div>
        )}
        <p className={`${rows.meta} ${styles.own}`}>
          {texts.home.ownTextQuestion}{' '}
          <Link as="button" className={styles.link} onClick={() => goTo({ page: 'create', source: 'text' })}>
            {texts.home.ownTextLink}
          </Link>
        </p>
      </div>
      <SamplePreview />
    </div>
  );
}
