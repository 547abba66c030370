import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  root: { margin: '12px 0 24px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  list: { marginLeft: '-10px', flexWrap: 'wrap' },
});

interface PageTabsProps<Value extends string> {
  /** What the tabs are about, for screen readers. */
  label: string;
  tabs: readonly (readonly [Value, string])[];
  selected: Value;
  onSelect: (value: Value) => void;
}

/** The tabs under a page's title, on a hairline. */
export function PageTabs<Value extends string>({ label, tabs, selected, onSelect }: PageTabsProps<Value>) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <TabList
        className={styles.list}
        aria-label={label}
        selectedValue={selected}
        onTabSelect={(_, { value }) => {
          const chosen = tabs.find(([known]) => known === value);
          if (chosen) onSelect(chosen[0]);
        }}
      >
        {tabs.map(([value, words]) => (
          <Tab key={value} value={value}>
            {words}
          </Tab>
        ))}
      </TabList>
    </div>
  );
}
