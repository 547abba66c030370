import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { defaultResolution } from '../../src-shared/brief.ts';
import type { DraftFilm } from '../../src-shared/ipc.ts';
import type { Draft } from '../stores/draft.ts';
import { texts } from '../texts.ts';
import { Frame } from './frame.tsx';
import { HearButton } from './hear-button.tsx';
import { useRowStyles } from './row-styles.ts';
import { SceneStrip } from './scene-strip.tsx';

const useStyles = makeStyles({
  words: { display: 'flex', alignItems: 'center', columnGap: '16px', minHeight: '44px', marginTop: '14px' },
  sentences: { flexGrow: 1, minWidth: 0 },
  line: { fontWeight: 400 },
  heading: { fontSize: '14px', lineHeight: '20px', fontWeight: 600, marginRight: '10px' },
  spoken: {
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground2,
    display: '-webkit-box',
    WebkitLineClamp: 2,
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
    userSelect: 'text',
  },
  problem: { color: tokens.colorStatusDangerForeground1, fontSize: tokens.fontSizeBase300 },
  strip: { marginTop: '16px' },
});

/** The film as it stands: one frame large, what is spoken there, and all its scenes. */
export function CreatePreview({ film, draft }: { film: DraftFilm | undefined; draft: Draft }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const [chosen, setChosen] = useState(0);
  const scenes = film?.scenes ?? [];
  const index = Math.min(chosen, Math.max(0, scenes.length - 1));
  const scene = scenes[index];
  const { width, height } = defaultResolution[draft.aspect];
  return (
    <>
      <Frame
        width={width}
        height={height}
        reservedPx={330}
        imageUrl={scene?.imageUrl}
        alt={scene ? texts.scene.frameAlt(index, scene.heading) : ''}
      >
        {!scene && <span>{texts.create.emptyFrame}</span>}
      </Frame>
      <div className={styles.words}>
        {scene && (
          <>
            <div className={styles.sentences} dir="auto">
              <h2 className={`${rows.oneLine} ${styles.line}`}>
                <span className={styles.heading}>{scene.heading}</span>
                <span className={rows.meta}>
                  {texts.scene.meta(index, scenes.length, scene.durationSeconds, scene.wordCount)}
                </span>
              </h2>
              <p className={styles.spoken}>{scene.narration ? texts.quoted(scene.narration) : texts.scene.silent}</p>
              {scene.problem && (
                <p className={styles.problem} role="alert">
                  {scene.problem}
                </p>
              )}
            </div>
            {scene.narration && <HearButton text={scene.narration} voice={draft.voice} />}
          </>
        )}
      </div>
      <div className={styles.strip}>
        {scenes.length > 0 && (
          <SceneStrip scenes={scenes.map(asStripScene)} selected={index} onSelect={setChosen} heightPx={66} />
        )}
      </div>
    </>
  );
}

const asStripScene = ({ problem, ...scene }: DraftFilm['scenes'][number]) => ({
  ...scene,
  ...(problem && { state: { kind: 'failed' } as const }),
});
