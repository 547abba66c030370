import { Checkbox, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { BundlePreview } from '../../src-shared/diagnostics.ts';
import { size } from '../figures.ts';
import { texts } from '../texts.ts';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  list: { marginTop: '12px' },
  row: {
    display: 'grid',
    gridTemplateColumns: '28px minmax(0, 1fr) auto',
    columnGap: '4px',
    alignItems: 'center',
    minHeight: '50px',
    padding: '4px 0',
  },
  box: { marginLeft: '-8px' },
  name: {
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground1,
  },
  leftOut: { color: tokens.colorNeutralForeground3 },
  facts: {
    textAlign: 'right',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  },
  counted: { fontWeight: 500, color: tokens.colorNeutralForeground2 },
});

/** The manifest says what is in the ZIP, so it is always in. */
const alwaysIn = 'manifest.json';

interface BundleFilesProps {
  preview: BundlePreview;
  leftOut: ReadonlySet<string>;
  onInclude: (fileName: string, isIncluded: boolean) => void;
  onLook: (fileName: string) => void;
}

/** Each file with what it is for, its size and how much was redacted in it; a tick to leave it out. */
export function BundleFiles({ preview, leftOut, onInclude, onLook }: BundleFilesProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  return (
    <ul className={styles.list} aria-label={texts.bundle.title}>
      {preview.files.map(({ fileName, purpose, sizeBytes, redactions }) => {
        const isOut = leftOut.has(fileName);
        const redacted = Object.values(redactions).reduce((sum, number) => sum + number, 0);
        return (
          <li key={fileName} className={styles.row}>
            <Checkbox
              className={styles.box}
              checked={!isOut}
              disabled={fileName === alwaysIn}
              aria-label={texts.bundle.include(fileName)}
              onChange={(_, { checked }) => onInclude(fileName, checked === true)}
            />
            <div>
              <Link
                as="button"
                className={mergeClasses(styles.name, rows.oneLine, isOut && styles.leftOut)}
                aria-label={texts.bundle.lookAt(fileName)}
                onClick={() => onLook(fileName)}
              >
                {fileName}
              </Link>
              <p className={`${rows.hint} ${rows.oneLine}`} title={purpose}>
                {texts.bundle.purposes[fileName] ?? purpose}
              </p>
            </div>
            <div className={styles.facts}>
              <p>{isOut ? texts.bundle.leftOutByYou : size(sizeBytes)}</p>
              {!isOut && (
                <p className={redacted > 0 ? styles.counted : undefined}>
                  {redacted > 0 ? texts.bundle.redacted(redacted) : texts.bundle.clean}
                </p>
              )}
            </div>
          </li>
        );
      })}
      {preview.omitted.map(({ file, reason }) => (
        <li key={file} className={styles.row}>
          <span />
          <div>
            <p className={mergeClasses(styles.name, styles.leftOut, rows.oneLine)}>{file}</p>
            <p className={`${rows.hint} ${rows.oneLine}`} title={reason}>
              {reason}
            </p>
          </div>
          <p className={styles.facts}>{texts.bundle.nothingToSay}</p>
        </li>
      ))}
    </ul>
  );
}
