import { Button, makeStyles, mergeClasses, Switch, tokens } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { KeyRegular } from '@fluentui/react-icons/svg/key';
import { ReOrderDotsVerticalRegular } from '@fluentui/react-icons/svg/re-order-dots-vertical';
import { useState, type DragEvent, type KeyboardEvent } from 'react';
import type { KeyState } from '../../src-shared/provider-keys.ts';
import type { ProviderFacts } from '../../src-shared/providers.ts';
import type { Settings } from '../../src-shared/settings.ts';
import { openRow, rowName, useProviders } from '../stores/providers-store.ts';
import { texts } from '../texts.ts';
import { HealthLabel } from './health-label.tsx';
import { KeyField } from './key-field.tsx';
import { ProviderFields } from './provider-fields.tsx';
import type { ProviderHealth } from './provider-health.ts';
import type { ListedProvider } from './provider-order.ts';
import { leavesOf } from './provider-leaves.ts';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  item: { borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, transition: 'background-color 80ms' },
  dropTarget: { backgroundColor: tokens.colorSubtleBackgroundSelected },
  row: {
    display: 'grid',
    gridTemplateColumns: '24px 26px minmax(0, 1fr) 138px 178px 46px',
    alignItems: 'center',
    columnGap: '4px',
    minHeight: '43px',
    '@media (max-width: 1099px)': { gridTemplateColumns: '24px 22px minmax(0, 1fr) 128px 142px 46px' },
  },
  handle: {
    minWidth: '24px',
    width: '24px',
    height: '28px',
    padding: 0,
    color: tokens.colorNeutralForeground3,
    cursor: 'grab !important',
  },
  number: { color: tokens.colorNeutralForeground3, fontWeight: 500, fontVariantNumeric: 'tabular-nums' },
  name: {
    justifyContent: 'flex-start',
    minWidth: 0,
    maxWidth: '100%',
    padding: '4px 6px',
    marginLeft: '-6px',
    fontWeight: 400,
  },
  nameWords: { display: 'flex', columnGap: '6px', minWidth: 0, fontSize: tokens.fontSizeBase300 },
  strong: { fontWeight: 600 },
  note: { color: tokens.colorNeutralForeground3 },
  end: { justifySelf: 'end' },
  panel: {
    margin: '2px 0 14px 54px',
    padding: '12px 16px 14px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  leaves: { marginTop: '12px' },
});

const words = texts.providers;

export interface ProviderRowProps {
  listed: ListedProvider;
  /** From 1. */
  place: number;
  count: number;
  provider: ProviderFacts;
  settings: Settings;
  keyState: KeyState | undefined;
  health: ProviderHealth;
  /** The key of this row is what an error card led to. */
  hasFocus: boolean;
  isDropTarget: boolean;
  onSwitch: (isOn: boolean) => Promise<void>;
  onMove: (by: number) => void;
  onDragStart: (event: DragEvent) => void;
  onDragOver: (event: DragEvent) => void;
  onDrop: (event: DragEvent) => void;
}

/** One provider: its place, how it does, its key; all that can be set of it opens below. */
export function ProviderRow(props: ProviderRowProps) {
  const { listed, place, count, provider, settings, keyState, health } = props;
  const styles = useStyles();
  const rows = useRowStyles();
  const [isTyped, setTyped] = useState(false);
  const row = rowName(provider);
  const isOpen = useProviders(({ open }) => open === row);
  const isMovable = listed.isPlaced;
  const toggle = () => openRow(isOpen ? undefined : row);
  const Chevron = isOpen ? ChevronDownRegular : ChevronRightRegular;
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || !isMovable || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    props.onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the controls in it, and where one is dropped
    <li
      className={mergeClasses(styles.item, props.isDropTarget && styles.dropTarget)}
      aria-label={provider.name}
      onKeyDown={onKeyDown}
      onDragOver={props.onDragOver}
      onDrop={props.onDrop}
    >
      <div className={styles.row}>
        {isMovable ? (
          <Button
            className={styles.handle}
            appearance="transparent"
            icon={<ReOrderDotsVerticalRegular fontSize={16} />}
            aria-label={words.move(provider.name, place, count)}
            title={words.moveHint}
            draggable
            onDragStart={props.onDragStart}
          />
        ) : (
          <span />
        )}
        <span className={styles.number}>{place}</span>
        <Button
          className={styles.name}
          appearance="transparent"
          iconPosition="after"
          icon={<Chevron fontSize={12} />}
          aria-expanded={isOpen}
          onClick={toggle}
        >
          <span className={styles.nameWords}>
            <span className={styles.strong}>{provider.name}</span>
            <span className={mergeClasses(styles.note, rows.oneLine)}>{noteOf(provider, settings)}</span>
          </span>
        </Button>
        <HealthLabel {...health} />
        <KeyCell provider={provider} state={keyState} isTyped={isTyped} onAdd={toggle} />
        <span className={styles.end}>
          {listed.isPinned ? (
            <span className={rows.hint}>{words.always}</span>
          ) : (
            <Switch
              checked={listed.isOn}
              aria-label={words.switchOf(provider.name)}
              onChange={(_, { checked }) => void props.onSwitch(checked)}
            />
          )}
        </span>
      </div>
      {isOpen && (
        <div className={styles.panel}>
          <KeyField
            provider={provider}
            state={keyState}
            hasFocus={props.hasFocus || provider.keyName !== undefined}
            onTyped={setTyped}
            onSaved={() => props.onSwitch(true)}
          />
          <ProviderFields key={row} provider={provider} settings={settings} />
          <p className={mergeClasses(rows.hint, styles.leaves)}>{leavesOf(provider)}</p>
        </div>
      )}
    </li>
  );
}

interface KeyCellProps {
  provider: ProviderFacts;
  state: KeyState | undefined;
  isTyped: boolean;
  onAdd: () => void;
}

function KeyCell({ provider, state, isTyped, onAdd }: KeyCellProps) {
  const rows = useRowStyles();
  if (!provider.keyName) return <span className={rows.hint}>{words.noKeyNeeded}</span>;
  if (isTyped) return <span className={rows.hint}>{words.newKey}</span>;
  if (state?.place === 'environment') return <span className={rows.hint}>{words.keyFrom}</span>;
  if (state?.place) return <span className={rows.hint}>{words.keyEnds(state.ending)}</span>;
  return (
    <span>
      <Button size="small" icon={<KeyRegular />} aria-label={words.addKeyFor(provider.name)} onClick={onAdd}>
        {words.addKey}
      </Button>
    </span>
  );
}

function noteOf(provider: ProviderFacts, settings: Settings): string {
  const { model, voice } = settings.providers[provider.name];
  const note = words.notes[provider.name];
  if (provider.kind !== 'TTS') return (model ?? provider.model) || (note ?? '');
  if (voice) return provider.voices.find(({ id }) => id === voice)?.label ?? voice;
  // The first of a service's voices is the usual one.
  return note ?? provider.voices[0]?.label ?? '';
}
