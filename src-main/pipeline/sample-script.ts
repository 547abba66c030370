import type { Scene, Script } from '../../src-shared/film.ts';
import { countWords } from '../providers/script/speaking-time.ts';

const written: Script = {
  title: 'Aura sample video',
  language: 'en',
  scenes: [
    {
      sceneId: 's1',
      heading: 'Opening',
      narration: 'Turn one idea into a finished video. Here is how.',
      visual: {
        kind: 'title',
        kicker: 'Aura Video Studio',
        title: 'Turn one idea into a finished video',
        subtitle: 'Script, narration, visuals and captions. All made on this computer, with no account and no network.',
      },
    },
    {
      sceneId: 's2',
      heading: 'Start with your words',
      narration: 'Bring a short brief, or a text of your own. Your words stay your words.',
      visual: {
        kind: 'bullets',
        kicker: 'You bring',
        title: 'Start with your words',
        items: [
          { text: 'A short brief', detail: 'The studio drafts an outline.' },
          { text: 'Or your own text', detail: 'Spoken as you wrote it.' },
          { text: 'Your pictures', detail: 'Shown in gentle motion.' },
        ],
      },
    },
    {
      sceneId: 's3',
      heading: 'Five crafts',
      narration: 'The studio drafts the script, speaks it, draws the scenes, adds captions, and mixes the music.',
      visual: {
        kind: 'steps',
        kicker: 'How it is made',
        title: 'One click, five crafts',
        subtitle: 'You can watch each of them happen.',
        steps: ['Script', 'Voice', 'Scenes', 'Captions', 'Music'],
        current: 2,
      },
    },
    {
      sceneId: 's4',
      heading: 'Quiet places',
      narration: 'Pictures move slowly, so the eye has time to look around.',
      visual: { kind: 'picture', source: 'asset:sample/dusk.jpg', focus: { x: 0.63, y: 0.45 } },
      minimumSeconds: 5,
    },
    {
      sceneId: 's5',
      heading: 'Every scene, counted',
      narration: 'Figures become charts. This one counts the words in every scene you hear.',
      visual: {
        kind: 'chart',
        kicker: 'Words in each scene',
        title: 'Every scene, counted',
        // Filled below, from the narration itself.
        bars: [],
        highlight: 4,
      },
    },
    {
      sceneId: 's6',
      heading: 'Nothing to sign up for',
      narration: 'It needs zero accounts and zero keys. Nothing leaves this computer.',
      visual: {
        kind: 'number',
        kicker: 'What it asks of you',
        value: '0',
        caption: 'accounts, keys or uploads were needed to make this film',
        note: 'It was written, spoken, drawn and mixed on the computer that plays it.',
      },
    },
    {
      sceneId: 's7',
      heading: 'Your turn',
      narration: 'Now it is your turn. What would you like to show?',
      visual: {
        kind: 'title',
        kicker: 'Your turn',
        title: 'What would you like to show?',
        subtitle: 'Press Create, and write one sentence.',
      },
    },
  ],
};

/** What the chart calls the scenes. */
const labels = ['Opening', 'Words', 'Crafts', 'Picture', 'Chart', 'Number', 'Closing'];

function withTrueFigures(scene: Scene): Scene {
  const { visual } = scene;
  if (visual.kind !== 'chart') return scene;
  const bars = written.scenes.map(({ narration }, index) => ({
    label: labels[index] ?? '',
    value: countWords(narration),
  }));
  return { ...scene, visual: { ...visual, bars } };
}

/** The film that shows what the studio does. Its figures are true of the film itself. */
export const sampleScript: Script = { ...written, scenes: written.scenes.map(withTrueFigures) };
