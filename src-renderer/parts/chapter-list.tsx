import { makeStyles, mergeClasses, tokens, useArrowNavigationGroup } from '@fluentui/react-components';
import { clock } from '../figures.ts';
import { texts } from '../texts.ts';
import type { PlayerChapter } from './chapters.ts';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  list: { marginTop: '10px', marginLeft: '-6px', marginRight: '-10px' },
  row: {
    display: 'grid',
    gridTemplateColumns: '72px minmax(0, 1fr) auto',
    alignItems: 'center',
    columnGap: '12px',
    width: '100%',
    height: '50px',
    padding: '0 10px 0 6px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    textAlign: 'left',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  current: { fontWeight: 600, backgroundColor: tokens.colorSubtleBackgroundSelected },
  image: { display: 'block', width: '72px', height: '40px', objectFit: 'cover', borderRadius: '4px' },
  blank: { backgroundColor: tokens.colorNeutralBackground3 },
  time: {
    fontSize: tokens.fontSizeBase200,
    fontWeight: 400,
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
  },
});

interface ChapterListProps {
  chapters: PlayerChapter[];
  current: number;
  onSeek: (seconds: number) => void;
}

/** The film's chapters with their pictures; one press goes there. */
export function ChapterList({ chapters, current, onSeek }: ChapterListProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  const arrows = useArrowNavigationGroup({ axis: 'vertical', memorizeCurrent: true });
  if (chapters.length === 0) return null;
  return (
    <section aria-label={texts.player.chapters}>
      <h2 className={rows.label}>{texts.player.chapters}</h2>
      <ol className={styles.list} {...arrows}>
        {chapters.map((chapter, index) => (
          <li key={chapter.startSeconds}>
            <button
              type="button"
              className={mergeClasses(styles.row, index === current && styles.current)}
              aria-current={index === current}
              onClick={() => onSeek(chapter.startSeconds)}
            >
              {chapter.imageUrl ? (
                <img className={styles.image} src={chapter.imageUrl} alt="" loading="lazy" draggable={false} />
              ) : (
                <span className={mergeClasses(styles.image, styles.blank)} />
              )}
              <span className={rows.oneLine} title={chapter.title} dir="auto">
                {chapter.title}
              </span>
              <span className={styles.time}>{clock(chapter.startSeconds)}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
