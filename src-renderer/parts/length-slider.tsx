import { Field, makeStyles, Slider, tokens } from '@fluentui/react-components';
import { lengthIndex, lengthSteps } from '../stores/draft.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'center', columnGap: '8px', height: '32px' },
  slider: { flexGrow: 1, minWidth: 0 },
  value: {
    minWidth: '48px',
    textAlign: 'right',
    fontSize: tokens.fontSizeBase300,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  },
});

/** How long the film should be: fine where films are short, coarse where they are long. */
export function LengthSlider({ seconds, onChange }: { seconds: number; onChange: (seconds: number) => void }) {
  const styles = useStyles();
  const value = texts.create.lengthValue(seconds);
  return (
    <Field label={texts.create.length}>
      {(control) => (
        <div className={styles.row}>
          <Slider
            {...control}
            className={styles.slider}
            min={0}
            max={lengthSteps.length - 1}
            value={lengthIndex(seconds)}
            aria-valuetext={value}
            onChange={(_, data) => onChange(lengthSteps[data.value] ?? seconds)}
          />
          <span className={styles.value}>{value}</span>
        </div>
      )}
    </Field>
  );
}
