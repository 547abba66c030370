import { Field, Input, makeStyles, Textarea } from '@fluentui/react-components';
import { changeDraft } from '../stores/draft-store.ts';
import { texts } from '../texts.ts';
import { Choice } from './choice.tsx';
import { errorOf, type CreateFormProps } from './create-form-props.ts';
import { LengthSlider } from './length-slider.tsx';
import { MannerFields } from './manner-fields.tsx';
import { focusOnShow } from './focus-on-show.ts';

const useStyles = makeStyles({
  pair: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    columnGap: '16px',
    alignItems: 'start',
  },
  area: { width: '100%' },
  input: { minWidth: 0, width: '100%' },
});

/** The film from a brief: what it is about, for whom, in which tone, its points and its manner. */
export function CreateBriefForm(props: CreateFormProps) {
  const styles = useStyles();
  const { draft } = props;
  return (
    <>
      <Field label={texts.create.topic} {...errorOf(props, 'topic')}>
        <Textarea
          className={styles.area}
          rows={3}
          resize="vertical"
          dir="auto"
          ref={focusOnShow}
          maxLength={2000}
          value={draft.topic}
          onChange={(_, { value }) => changeDraft({ topic: value })}
        />
      </Field>
      <div className={styles.pair}>
        <Field label={texts.create.audience} {...errorOf(props, 'audience')}>
          <Input
            className={styles.input}
            dir="auto"
            maxLength={200}
            value={draft.audience}
            onChange={(_, { value }) => changeDraft({ audience: value })}
          />
        </Field>
        <Choice
          label={texts.create.tone}
          value={draft.tone}
          options={texts.create.tones}
          onChange={(tone) => changeDraft({ tone })}
        />
      </div>
      <Field label={texts.create.keyPoints} hint={texts.create.keyPointsHint} {...errorOf(props, 'keyPoints')}>
        <Textarea
          className={styles.area}
          rows={3}
          resize="vertical"
          dir="auto"
          value={draft.keyPoints}
          onChange={(_, { value }) => changeDraft({ keyPoints: value })}
        />
      </Field>
      <div className={styles.pair}>
        <LengthSlider
          seconds={draft.durationSeconds}
          onChange={(durationSeconds) => changeDraft({ durationSeconds })}
        />
        <Choice
          label={texts.create.shape}
          value={draft.aspect}
          options={texts.create.shapes}
          onChange={(aspect) => changeDraft({ aspect })}
        />
      </div>
      <MannerFields {...props} />
    </>
  );
}
