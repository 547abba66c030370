import { Button, makeStyles, Switch } from '@fluentui/react-components';
import { BatchWishes, mostAtOnce, type Batch } from '../../src-shared/batch.ts';
import { changeBatch, chooseBatchFolder } from '../stores/batch-actions.ts';
import { count } from '../figures.ts';
import { texts } from '../texts.ts';
import { Choice as ChoiceOf } from './choice.tsx';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))',
    columnGap: '16px',
    rowGap: '16px',
    alignItems: 'end',
    marginTop: '24px',
  },
  foot: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '12px', marginTop: '12px' },
});

interface BatchPlanProps {
  batch: Batch;
  run: (work: () => Promise<unknown>) => Promise<void>;
}

/** Also for values that are not yet known to be one of the options. */
const Choice = ChoiceOf<string>;

const silent = '';
const withSilent = <T extends string>(options: Record<T, string>): Record<string, string> => ({
  [silent]: texts.batch.asRow,
  ...options,
});
const atOnce = Object.fromEntries(
  Array.from({ length: mostAtOnce }, (_, index) => [String(index + 1), count(index + 1)]),
) as Record<string, string>;

/** What all films have in common, before they are made: where a row says nothing, or for every row. */
export function BatchPlan({ batch, run }: BatchPlanProps) {
  const styles = useStyles();
  const { batchId, wishes, concurrency } = batch;
  const isForAll = Object.keys(wishes.overrides).length > 0;
  const said = { ...wishes.defaults, ...wishes.overrides };
  const setWishes = (next: BatchWishes) => void run(() => changeBatch(batchId, { wishes: next }));
  const say = (key: 'aspect' | 'theme' | 'voice' | 'music', value: string) => {
    const { [key]: _before, ...others } = said;
    const now = BatchWishes.shape.defaults.parse(value === silent ? others : { ...others, [key]: value });
    setWishes({ ...wishes, defaults: isForAll ? {} : now, overrides: isForAll ? now : {} });
  };
  const quality = (value: string) => {
    const { quality: _before, ...others } = wishes;
    setWishes(BatchWishes.parse(value === silent ? others : { ...others, quality: value }));
  };
  const { create, settings } = texts;
  return (
    <>
      <div className={styles.root}>
        <Choice
          label={create.shape}
          value={said.aspect ?? silent}
          options={withSilent(create.shapes)}
          onChange={(value) => say('aspect', value)}
        />
        <Choice
          label={create.look}
          value={said.theme ?? silent}
          options={withSilent(create.looks)}
          onChange={(value) => say('theme', value)}
        />
        <Choice
          label={create.voice}
          value={said.voice ?? silent}
          options={withSilent(create.voices)}
          onChange={(value) => say('voice', value)}
        />
        <Choice
          label={create.music}
          value={said.music ?? silent}
          options={withSilent(create.musics)}
          onChange={(value) => say('music', value)}
        />
        <Choice
          label={texts.batch.quality}
          value={wishes.quality ?? silent}
          options={withSilent(settings.qualities)}
          onChange={quality}
        />
        <Choice
          label={texts.batch.atOnce}
          value={String(concurrency)}
          options={atOnce}
          onChange={(value) => void run(() => changeBatch(batchId, { concurrency: Number(value) }))}
        />
      </div>
      <div className={styles.foot}>
        <Switch
          label={texts.batch.planForAll}
          checked={isForAll}
          disabled={Object.keys(said).length === 0}
          onChange={(_, { checked }) =>
            setWishes({ ...wishes, defaults: checked ? {} : said, overrides: checked ? said : {} })
          }
        />
        <Button onClick={() => void run(() => chooseBatchFolder(batchId))}>{texts.batch.changeFolder}</Button>
      </div>
    </>
  );
}
