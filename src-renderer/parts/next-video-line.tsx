import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { SparkleRegular } from '@fluentui/react-icons/svg/sparkle';
import { useState } from 'react';
import { createSample } from '../stores/job-actions.ts';
import { changeDraft } from '../stores/draft-store.ts';
import { goTo } from '../stores/route-store.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', columnGap: '8px' },
  line: {
    display: 'flex',
    alignItems: 'center',
    flexGrow: 1,
    minWidth: 0,
    height: '52px',
    padding: '0 8px 0 18px',
    columnGap: '10px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderBottom: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: '10px',
    ':focus-within': { boxShadow: `0 0 0 2px ${tokens.colorCompoundBrandStroke}`, border: '1px solid transparent' },
  },
  icon: { flexShrink: 0, color: tokens.colorNeutralForeground3 },
  input: {
    flexGrow: 1,
    minWidth: 0,
    height: '100%',
    border: 'none',
    outline: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: '15px',
    '::placeholder': { color: tokens.colorNeutralForeground3, opacity: 1 },
  },
  keys: {
    flexShrink: 0,
    padding: '0 6px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusSmall,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase100,
    lineHeight: '18px',
    color: tokens.colorNeutralForeground3,
  },
});

/** A line to start the next film with; its button fills once there is text. */
export function NextVideoLine({ run }: { run: (work: () => Promise<unknown>) => Promise<void> }) {
  const styles = useStyles();
  const [topic, setTopic] = useState('');
  const hasTopic = topic.trim() !== '';
  const start = () => {
    changeDraft({ source: 'brief', ...(hasTopic && { topic: topic.trim(), keyPoints: '' }) });
    goTo({ page: 'create' });
  };
  return (
    <form
      className={styles.root}
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <div className={styles.line}>
        <SparkleRegular className={styles.icon} fontSize={18} aria-hidden="true" />
        <input
          className={styles.input}
          aria-label={texts.home.nextLabel}
          placeholder={texts.home.nextLabel}
          value={topic}
          maxLength={2000}
          dir="auto"
          onChange={(event) => setTopic(event.target.value)}
        />
        <kbd className={styles.keys}>{texts.keys('N')}</kbd>
        <Button type="submit" appearance={hasTopic ? 'primary' : 'outline'}>
          {texts.home.nextButton}
        </Button>
      </div>
      <Button appearance="subtle" onClick={() => void run(createSample)}>
        {texts.home.createSample}
      </Button>
    </form>
  );
}
