import { Button, Field, makeStyles, Textarea } from '@fluentui/react-components';
import { DocumentTextRegular } from '@fluentui/react-icons/svg/document-text';
import { changeDraft } from '../stores/draft-store.ts';
import { openText } from '../stores/take-files.ts';
import { texts } from '../texts.ts';
import { errorOf, type CreateFormProps } from './create-form-props.ts';
import { MannerFields } from './manner-fields.tsx';
import { focusOnShow } from './focus-on-show.ts';

const useStyles = makeStyles({
  area: { width: '100%', '& textarea': { minHeight: '260px', maxHeight: 'none' } },
  open: { alignSelf: 'flex-start' },
});

/** The film from one's own text, spoken as written. */
export function CreateTextForm(props: CreateFormProps & { run: (work: () => Promise<unknown>) => Promise<void> }) {
  const styles = useStyles();
  const { draft, run } = props;
  return (
    <>
      <Field label={texts.create.ownText} hint={texts.create.ownTextHint} {...errorOf(props, 'markdown', 'topic')}>
        <Textarea
          className={styles.area}
          resize="vertical"
          dir="auto"
          ref={focusOnShow}
          maxLength={200_000}
          value={draft.markdown}
          onChange={(_, { value }) => changeDraft({ markdown: value })}
        />
      </Field>
      <Button className={styles.open} icon={<DocumentTextRegular />} onClick={() => void run(openText)}>
        {texts.create.openText}
      </Button>
      <MannerFields {...props} />
    </>
  );
}
