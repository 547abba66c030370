import { makeStyles, tokens } from '@fluentui/react-components';
import type { FluentIcon } from '@fluentui/react-icons';
import { useState, type DragEvent } from 'react';
import type { ProviderKind, ProviderName } from '../../src-shared/provider-settings.ts';
import type { ProviderFacts } from '../../src-shared/providers.ts';
import type { Settings } from '../../src-shared/settings.ts';
import { openRow, rowName, useProviders } from '../stores/providers-store.ts';
import { useResilience } from '../stores/resilience-store.ts';
import { changeSettings } from '../stores/settings-store.ts';
import { useAction } from '../stores/use-action.ts';
import { useNow } from '../stores/use-now.ts';
import { useOffline } from '../stores/use-offline.ts';
import { texts } from '../texts.ts';
import { ErrorCard } from './error-card.tsx';
import { healthOf } from './provider-health.ts';
import {
  listProviders,
  moved,
  movedTo,
  orderChanges,
  placedProviders,
  switched,
  type PlacedProvider,
} from './provider-order.ts';
import { ProviderRow } from './provider-row.tsx';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  root: { marginBottom: '24px' },
  head: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '11px',
    paddingBottom: '8px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  icon: { color: tokens.colorNeutralForeground3, marginLeft: '1px' },
});

const words = texts.providers;

interface ProviderListProps {
  kind: ProviderKind;
  icon: FluentIcon;
  facts: readonly ProviderFacts[];
  settings: Settings;
  /** What an error card led to: the name of a key or the path of a setting. */
  field: string | undefined;
}

/** The providers of one kind in the order they are tried: dragged, or moved by Alt and the arrow keys. */
export function ProviderList({ kind, icon: Icon, facts, settings, field }: ProviderListProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  const { run, failure } = useAction();
  const { isOffline } = useOffline();
  const [said, setSaid] = useState('');
  const [dragged, setDragged] = useState<ProviderName>();
  const [target, setTarget] = useState<ProviderName>();
  const keys = useProviders((state) => state.keys);
  const tests = useProviders((state) => state.tests);
  const update = useResilience((state) => state.update);
  const isOpenAny = update?.circuitBreakers.some(({ state }) => state === 'Open') ?? false;
  const nowMs = useNow(isOpenAny);
  const mine = facts.filter((fact) => fact.kind === kind);
  const listed = listProviders(
    kind,
    mine.map(({ name }) => name),
    settings,
  );
  const placed = placedProviders(kind, settings);
  const isPlaced = (name: ProviderName) => placed.some((one) => one.name === name);
  const keyOf = ({ keyName }: ProviderFacts) => keys?.keys.find((state) => state.name === keyName);

  const write = (next: PlacedProvider[], mover?: ProviderName): Promise<void> =>
    run(async () => {
      await changeSettings(orderChanges(kind, next));
      if (!mover) return;
      const place = (among: readonly PlacedProvider[]) => among.findIndex(({ name }) => name === mover);
      const before = listed.findIndex(({ name }) => name === mover) + 1;
      setSaid(words.movedTo(mover, before + place(next) - place(placed), listed.length));
    });
  const switchTo = async (provider: ProviderFacts, isOn: boolean): Promise<void> => {
    const { name, keyName } = provider;
    const hasKey =
      !keyName || useProviders.getState().keys?.keys.some((state) => state.name === keyName && state.place);
    if (isOn && !hasKey) return openRow(rowName(provider));
    if (isOn !== placed.some((one) => one.name === name && one.isOn)) await write(switched(placed, name, isOn));
  };
  const drop = (event: DragEvent, onto: ProviderName) => {
    event.preventDefault();
    setTarget(undefined);
    const to = placed.findIndex(({ name }) => name === onto);
    if (dragged && to >= 0) void write(movedTo(placed, dragged, to), dragged);
    setDragged(undefined);
  };
  return (
    <section className={styles.root} aria-label={words.kinds[kind]}>
      <div className={styles.head}>
        <Icon className={styles.icon} fontSize={18} aria-hidden="true" />
        <h2 className={rows.sectionTitle}>{words.kinds[kind]}</h2>
      </div>
      <ol aria-label={words.kinds[kind]}>
        {listed.map((one, index) => {
          const provider = mine.find(({ name }) => name === one.name);
          if (!provider) return null;
          const key = keyOf(provider);
          return (
            <ProviderRow
              key={one.name}
              listed={one}
              place={index + 1}
              count={listed.length}
              provider={provider}
              settings={settings}
              keyState={key}
              health={healthOf({ provider, key, isOffline, update, test: tests[rowName(provider)], nowMs })}
              hasFocus={field !== undefined && field === provider.keyName}
              isDropTarget={dragged !== undefined && dragged !== one.name && target === one.name}
              onSwitch={(isOn) => switchTo(provider, isOn)}
              onMove={(by) => void write(moved(placed, one.name, by), one.name)}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', one.name);
                setDragged(one.name);
              }}
              onDragOver={(event) => {
                if (!dragged || !isPlaced(one.name)) return;
                event.preventDefault();
                setTarget(one.name);
              }}
              onDrop={(event) => drop(event, one.name)}
            />
          );
        })}
      </ol>
      <div className={rows.hidden} aria-live="polite">
        {said}
      </div>
      {failure && <ErrorCard failure={failure} isCompact />}
    </section>
  );
}
