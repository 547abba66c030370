import { Input, makeStyles } from '@fluentui/react-components';
import { useEffect, useId, useState } from 'react';
import type { Settings } from '../../src-shared/settings.ts';
import { dollars } from '../figures.ts';
import { call } from '../studio-client.ts';
import { changeSetting } from '../stores/settings-store.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';
import { ErrorCard } from './error-card.tsx';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', rowGap: '10px' },
  field: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 104px', alignItems: 'center', columnGap: '8px' },
  input: { minWidth: 0 },
});

const words = texts.providers;

/** What a video and a month may cost, and what this month has cost. */
export function BudgetFields({ budget }: { budget: Settings['budget'] }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const [spentUsd, setSpentUsd] = useState<number>();
  const { run, failure } = useAction();
  useEffect(() => {
    call('budget.spent').then(
      ({ monthUsd }) => setSpentUsd(monthUsd),
      () => undefined,
    );
  }, []);
  const save = (path: string, usd: number | null) => void run(() => changeSetting(path, usd));
  return (
    <section className={styles.root} aria-label={words.budget}>
      <h2 className={rows.sectionTitle}>{words.budget}</h2>
      <DollarField
        key={`job ${budget.perJob}`}
        label={words.perJob}
        path="budget.perJob"
        usd={budget.perJob}
        onSave={save}
      />
      <DollarField
        key={`month ${budget.perMonth}`}
        label={words.perMonth}
        path="budget.perMonth"
        usd={budget.perMonth}
        onSave={save}
      />
      <p className={rows.hint}>
        {words.budgetHint} {spentUsd !== undefined && words.spent(dollars(spentUsd))}
      </p>
      {failure && <ErrorCard failure={failure} isCompact />}
    </section>
  );
}

interface DollarFieldProps {
  label: string;
  path: string;
  usd: number;
  onSave: (path: string, usd: number | null) => void;
}

function DollarField({ label, path, usd, onSave }: DollarFieldProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  const id = useId();
  const before = usd === 0 ? '' : String(usd);
  const [text, setText] = useState(before);
  const leave = () => {
    if (text.trim() === before) return;
    const typed = Number(text.trim().replace(',', '.'));
    if (text.trim() === '') onSave(path, null);
    else if (Number.isFinite(typed)) onSave(path, typed);
    else setText(before);
  };
  return (
    <div className={styles.field} data-setting={path}>
      <label htmlFor={id} className={rows.text}>
        {label}
      </label>
      <Input
        id={id}
        className={styles.input}
        inputMode="decimal"
        contentBefore="$"
        value={text}
        placeholder={words.noLimit}
        onChange={(_, { value }) => setText(value)}
        onBlur={leave}
        onKeyDown={(event) => event.key === 'Enter' && leave()}
      />
    </div>
  );
}
