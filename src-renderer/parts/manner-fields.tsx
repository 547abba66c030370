import { makeStyles } from '@fluentui/react-components';
import { changeDraft } from '../stores/draft-store.ts';
import { texts } from '../texts.ts';
import { AddPicture } from './add-picture.tsx';
import { Choice } from './choice.tsx';
import { errorOf, type CreateFormProps } from './create-form-props.ts';

const useStyles = makeStyles({
  pair: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    columnGap: '16px',
    rowGap: '18px',
    alignItems: 'start',
  },
});

/** Voice, music and look: how the film says it, whatever it says. */
export function MannerFields(props: CreateFormProps) {
  const styles = useStyles();
  const { draft } = props;
  return (
    <div className={styles.pair}>
      <Choice
        label={texts.create.voice}
        value={draft.voice}
        options={texts.create.voices}
        notes={texts.create.voiceNotes}
        error={errorOf(props, 'voice').validationMessage}
        onChange={(voice) => changeDraft({ voice })}
      />
      <Choice
        label={texts.create.music}
        value={draft.music}
        options={texts.create.musics}
        onChange={(music) => changeDraft({ music })}
      />
      <Choice
        label={texts.create.look}
        value={draft.theme}
        options={texts.create.looks}
        onChange={(theme) => changeDraft({ theme })}
      />
      {draft.source === 'text' && (
        <Choice
          label={texts.create.shape}
          value={draft.aspect}
          options={texts.create.shapes}
          onChange={(aspect) => changeDraft({ aspect })}
        />
      )}
      <AddPicture onFiles={props.onFiles} />
    </div>
  );
}
