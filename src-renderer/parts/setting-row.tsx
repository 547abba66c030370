import { makeStyles, tokens } from '@fluentui/react-components';
import { useId, type ReactNode } from 'react';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  section: { marginBottom: '32px', maxWidth: '860px' },
  rows: { marginTop: '8px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 380px)',
    alignItems: 'center',
    columnGap: '24px',
    minHeight: '52px',
    padding: '8px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  label: { fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300, fontWeight: 500 },
  control: { display: 'flex', justifyContent: 'flex-end', columnGap: '8px', minWidth: 0 },
});

export function SettingSection({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles();
  const rows = useRowStyles();
  return (
    <section className={styles.section} aria-label={title}>
      <h2 className={rows.sectionTitle}>{title}</h2>
      <div className={styles.rows}>{children}</div>
    </section>
  );
}

interface SettingRowProps {
  label: string;
  hint?: string;
  /** Its path in the settings, so that an error can lead here. */
  setting?: string | undefined;
  /** The control, given its own id and those of its label and hint. */
  children: (ids: RowIds) => ReactNode;
}

export interface RowIds {
  controlId: string;
  labelId: string;
  hintId: string | undefined;
}

/** One setting: its name, what it does, its control. */
export function SettingRow({ label, hint, setting, children }: SettingRowProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  const id = useId();
  const ids = { controlId: `${id}control`, labelId: `${id}label`, hintId: hint ? `${id}hint` : undefined };
  return (
    <div className={styles.row} data-setting={setting}>
      <div>
        <label id={ids.labelId} htmlFor={ids.controlId} className={styles.label}>
          {label}
        </label>
        {hint && (
          <p id={ids.hintId} className={rows.hint}>
            {hint}
          </p>
        )}
      </div>
      <div className={styles.control}>{children(ids)}</div>
    </div>
  );
}
