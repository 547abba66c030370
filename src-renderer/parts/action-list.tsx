import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { useState } from 'react';
import type { RecommendedAction } from '../../src-shared/diagnostics.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';
import { CopyButton } from './copy-button.tsx';
import { ErrorCard } from './error-card.tsx';
import { useRowStyles } from './row-styles.ts';
import { RetryWait } from './retry-wait.tsx';
import type { Automation } from './use-automation.ts';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    minHeight: '32px',
    paddingBottom: '4px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  row: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) auto',
    columnGap: '16px',
    padding: '12px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  number: {
    display: 'grid',
    placeItems: 'center',
    width: '20px',
    height: '20px',
    borderRadius: '10px',
    fontSize: tokens.fontSizeBase100,
    fontWeight: 500,
    backgroundColor: tokens.colorNeutralBackground5,
    color: tokens.colorNeutralForeground2,
  },
  first: { backgroundColor: tokens.colorBrandBackground, color: tokens.colorNeutralForegroundOnBrand },
  title: { fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300, fontWeight: 500 },
  steps: {
    marginTop: '4px',
    paddingLeft: '16px',
    listStyle: 'decimal',
    fontSize: tokens.fontSizeBase200,
    lineHeight: '18px',
    color: tokens.colorNeutralForeground3,
    userSelect: 'text',
  },
  end: { display: 'flex', alignItems: 'center', columnGap: '12px' },
  done: { marginTop: '6px', fontSize: tokens.fontSizeBase200, fontWeight: 500 },
});

interface ActionRowProps {
  action: RecommendedAction;
  automation: Automation | undefined;
  isPrimary: boolean;
  /** When a try is worth while again, ISO 8601. */
  bestAt: string | undefined;
}

function ActionRow({ action, automation, isPrimary, bestAt }: ActionRowProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  const { run, isBusy, failure } = useAction();
  const [done, setDone] = useState<string>();
  return (
    <li className={styles.row} aria-label={action.title}>
      <span className={mergeClasses(styles.number, action.priority === 1 && styles.first)}>{action.priority}</span>
      <div>
        <p className={styles.title}>{action.title}</p>
        <p className={rows.meta}>
          {action.description} {texts.analysis.minutes(action.estimatedMinutes)}.
        </p>
        <ol className={styles.steps} aria-label={texts.analysis.steps(action.title)}>
          {action.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <output className={styles.done}>{done}</output>
        {failure && <ErrorCard failure={failure} isCompact />}
      </div>
      <div className={styles.end}>
        {action.type === 'WaitAndRetry' && bestAt && <RetryWait until={bestAt} />}
        {automation && (
          <Button
            appearance={isPrimary ? 'primary' : 'outline'}
            disabledFocusable={isBusy}
            onClick={() => void run(async () => setDone((await automation.run()) ?? undefined))}
            {...(action.automation === 'retryStep' && { icon: <ArrowClockwiseRegular /> })}
          >
            {automation.label}
          </Button>
        )}
      </div>
    </li>
  );
}

interface ActionListProps {
  actions: readonly RecommendedAction[];
  automationOf: (action: RecommendedAction) => Automation | undefined;
  bestAt: string | undefined;
}

/** What helps, best first; a button only where the app itself can do it. */
export function ActionList({ actions, automationOf, bestAt }: ActionListProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  const automations = actions.map(automationOf);
  const primary = automations.findIndex((automation) => automation !== undefined);
  return (
    <section aria-label={texts.analysis.actions}>
      <div className={styles.head}>
        <h3 className={rows.label}>{texts.analysis.actions}</h3>
        <CopyButton label={texts.analysis.copySteps} appearance="subtle" text={() => stepsAsText(actions)} />
      </div>
      <ol>
        {actions.map((action, index) => (
          <ActionRow
            key={action.title}
            action={action}
            automation={automations[index]}
            isPrimary={index === primary}
            bestAt={bestAt}
          />
        ))}
      </ol>
    </section>
  );
}

const stepsAsText = (actions: readonly RecommendedAction[]): string =>
  actions
    .map(({ priority, title, estimatedMinutes, steps }) =>
      [
        `${priority}. ${title} (${texts.analysis.minutes(estimatedMinutes)})`,
        ...steps.map((step) => `   - ${step}`),
      ].join('\n'),
    )
    .join('\n');
