import { makeStyles, mergeClasses, tokens, useArrowNavigationGroup } from '@fluentui/react-components';
import { ErrorCircleFilled } from '@fluentui/react-icons/svg/error-circle';
import { texts } from '../texts.ts';
import { ProgressRing } from './progress-ring.tsx';

export interface StripScene {
  sceneId: string;
  heading: string;
  imageUrl?: string | undefined;
  durationSeconds?: number | undefined;
  /** Not made yet; being made, with a word for it and its percent; or where it stopped. */
  state?: { kind: 'waiting' } | { kind: 'working'; word: string; percent: number } | { kind: 'failed' };
}

interface SceneStripProps {
  scenes: StripScene[];
  selected?: number | undefined;
  onSelect?: (index: number) => void;
  heightPx?: number;
}

const useStyles = makeStyles({
  root: {
    display: 'flex',
    columnGap: '6px',
    rowGap: '12px',
    '@container page (max-width: 560px)': {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(72px, 1fr))',
    },
  },
  many: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(92px, 1fr))' },
  scene: { minWidth: '44px', flexBasis: 0 },
  thumb: {
    position: 'relative',
    display: 'block',
    width: '100%',
    padding: 0,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: '6px',
    overflow: 'hidden',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground3,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
  },
  waiting: { border: `1px dashed ${tokens.colorNeutralStroke1}` },
  selected: {
    border: '1px solid transparent',
    boxShadow: `0 0 0 1px ${tokens.colorNeutralBackground1}, 0 0 0 3px ${tokens.colorCompoundBrandStroke}`,
  },
  image: { display: 'block', width: '100%', height: '100%', objectFit: 'cover' },
  dimmed: { opacity: 0.35 },
  over: {
    position: 'absolute',
    inset: 0,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    columnGap: '6px',
    fontWeight: 500,
    overflow: 'hidden',
  },
  dark: { backgroundColor: 'rgba(8, 10, 18, 0.62)', color: '#ffffff' },
  failed: { color: '#FF8E96' },
  caption: {
    marginTop: '6px',
    fontSize: tokens.fontSizeBase100,
    lineHeight: tokens.lineHeightBase100,
    color: tokens.colorNeutralForeground2,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  number: { color: tokens.colorNeutralForeground3, marginRight: '6px' },
  current: { fontWeight: 500, color: tokens.colorNeutralForeground1 },
});

/** More scenes than this no longer fit one row as wide as they last. */
const rowLimit = 12;

function ThumbContent({ scene }: { scene: StripScene }) {
  const styles = useStyles();
  const { state, imageUrl } = scene;
  const isDimmed = state !== undefined && state.kind !== 'waiting';
  return (
    <>
      {imageUrl && (
        <img
          className={mergeClasses(styles.image, isDimmed && styles.dimmed)}
          src={imageUrl}
          alt=""
          loading="lazy"
          draggable={false}
        />
      )}
      {state?.kind === 'waiting' && !imageUrl && <span className={styles.over}>{texts.scene.waiting}</span>}
      {state?.kind === 'working' && (
        <span className={mergeClasses(styles.over, styles.dark)}>
          <ProgressRing percent={state.percent} />
          {state.word}
        </span>
      )}
      {state?.kind === 'failed' && (
        <span className={mergeClasses(styles.over, styles.dark, styles.failed)}>
          <ErrorCircleFilled fontSize={16} aria-hidden="true" />
          {texts.scene.failed}
        </span>
      )}
    </>
  );
}

function stateWord({ state, imageUrl }: StripScene): string {
  if (state?.kind === 'working') return state.word;
  if (state?.kind === 'failed') return texts.scene.failed;
  return state && !imageUrl ? texts.scene.waiting : '';
}

/** The film's scenes side by side, each as wide as it lasts. Arrow keys move, Enter shows. */
export function SceneStrip({ scenes, selected, onSelect, heightPx = 60 }: SceneStripProps) {
  const styles = useStyles();
  const arrows = useArrowNavigationGroup({ axis: 'both', memorizeCurrent: true });
  const isLong = scenes.length > rowLimit;
  return (
    <ol aria-label={texts.scene.strip} className={mergeClasses(styles.root, isLong && styles.many)} {...arrows}>
      {scenes.map((scene, index) => {
        const isSelected = index === selected;
        return (
          <li key={scene.sceneId} className={styles.scene} style={{ flexGrow: scene.durationSeconds ?? 5 }}>
            <button
              type="button"
              className={mergeClasses(
                styles.thumb,
                scene.state?.kind === 'waiting' && !scene.imageUrl && styles.waiting,
                isSelected && styles.selected,
              )}
              style={{ height: `${heightPx}px` }}
              aria-label={[texts.scene.label(index, scene.heading), stateWord(scene)].filter(Boolean).join(', ')}
              aria-current={isSelected}
              onClick={() => onSelect?.(index)}
            >
              <ThumbContent scene={scene} />
            </button>
            <p className={mergeClasses(styles.caption, isSelected && styles.current)} title={scene.heading} dir="auto">
              <span className={styles.number}>{index + 1}</span>
              {scene.heading}
            </p>
          </li>
        );
      })}
    </ol>
  );
}
