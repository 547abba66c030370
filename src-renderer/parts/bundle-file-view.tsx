import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import type { BundlePreview } from '../../src-shared/diagnostics.ts';
import { size } from '../figures.ts';
import { texts } from '../texts.ts';
import { focusOnShow } from './focus-on-show.ts';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  back: { marginLeft: '-12px', marginBottom: '12px' },
  text: {
    marginTop: '16px',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase100,
    lineHeight: '17px',
    color: tokens.colorNeutralForeground2,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    userSelect: 'text',
  },
  mark: {
    padding: '0 2px',
    borderRadius: '3px',
    backgroundColor: tokens.colorNeutralBackground5,
    color: tokens.colorNeutralForeground1,
  },
});

const placeholder = /(\[REDACTED:[a-z-]+#\d+\])/;

interface BundleFileViewProps {
  file: BundlePreview['files'][number];
  onBack: () => void;
}

/** A file of the bundle as it will be shared, what was redacted marked. */
export function BundleFileView({ file, onBack }: BundleFileViewProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  return (
    <section aria-label={file.fileName}>
      <Button
        className={styles.back}
        appearance="subtle"
        icon={<ArrowLeftRegular />}
        ref={focusOnShow}
        onClick={onBack}
      >
        {texts.bundle.back}
      </Button>
      <h2 className={rows.sectionTitle}>{file.fileName}</h2>
      <p className={rows.meta}>{texts.joined(texts.bundle.asShared, size(file.sizeBytes))}</p>
      <pre className={styles.text}>
        {file.text.split(placeholder).map((part, index) =>
          index % 2 === 1 ? (
            <mark key={index} className={styles.mark}>
              {part}
            </mark>
          ) : (
            part
          ),
        )}
      </pre>
      {!file.isWhole && <p className={rows.hint}>{texts.bundle.cut}</p>}
    </section>
  );
}
