import { makeStyles, mergeClasses, tokens, Tooltip } from '@fluentui/react-components';
import { isMac } from '../is-mac.ts';
import { goTo, useRoute, type Page, type Route } from '../stores/route-store.ts';
import { texts } from '../texts.ts';
import { useHealth } from '../stores/health-store.ts';
import { HealthDot } from './health-dot.tsx';
import { JobChip } from './job-chip.tsx';
import { OfflineSign } from './offline-sign.tsx';
import { Mark } from './mark.tsx';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto minmax(0, 1fr)',
    alignItems: 'center',
    columnGap: '12px',
    height: '44px',
    flexShrink: 0,
    padding: '0 14px',
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  name: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '9px',
    minWidth: 0,
    paddingLeft: 'env(titlebar-area-x, 0px)',
    fontSize: tokens.fontSizeBase300,
    fontWeight: 600,
    letterSpacing: '-0.005em',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
  },
  appName: { '@media (max-width: 860px)': { display: 'none' } },
  nav: { display: 'flex', alignItems: 'center', columnGap: '2px' },
  rule: {
    width: '1px',
    height: '14px',
    margin: '0 10px',
    '@media (max-width: 860px)': { margin: '0 4px' },
    backgroundColor: tokens.colorNeutralStroke1,
  },
  item: {
    height: '28px',
    padding: '0 12px',
    '@media (max-width: 860px)': { padding: '0 8px' },
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground2,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    lineHeight: '28px',
    transition: 'background-color 80ms',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover, color: tokens.colorNeutralForeground1 },
    // Holds the place of the bold word, so that nothing moves when a page is chosen.
    '::after': {
      content: 'attr(data-label)',
      display: 'block',
      height: 0,
      overflow: 'hidden',
      visibility: 'hidden',
      fontWeight: 600,
    },
  },
  current: {
    fontWeight: 600,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorSubtleBackgroundSelected,
  },
  end: {
    display: 'flex',
    justifyContent: 'flex-end',
    minWidth: 0,
    // What the system's own window buttons need: https://developer.mozilla.org/docs/Web/API/Window_Controls_Overlay_API
    paddingRight: 'calc(100vw - env(titlebar-area-x, 0px) - env(titlebar-area-width, 100vw))',
  },
});

interface NavItem {
  label: string;
  key: string;
  route: Route;
  pages: readonly Page[];
}

const work: NavItem[] = [
  { label: texts.nav.home, key: '1', route: { page: 'home' }, pages: ['home'] },
  { label: texts.nav.create, key: '2', route: { page: 'create' }, pages: ['create'] },
  { label: texts.nav.jobs, key: '3', route: { page: 'jobs' }, pages: ['jobs', 'job'] },
  { label: texts.nav.batch, key: '4', route: { page: 'batch' }, pages: ['batch'] },
];
const upkeep: NavItem[] = [
  { label: texts.nav.diagnostics, key: '5', route: { page: 'diagnostics' }, pages: ['diagnostics', 'trace'] },
  { label: texts.nav.settings, key: '6', route: { page: 'settings' }, pages: ['settings'] },
];

/** What a page's tooltip says besides its name. */
function useNews(item: NavItem): string | undefined {
  const status = useHealth((state) => state.result?.status);
  return item.pages.includes('diagnostics') && status ? texts.check.summary[status] : undefined;
}

function NavButton({ item }: { item: NavItem }) {
  const styles = useStyles();
  const page = useRoute((state) => state.route.page);
  const isCurrent = item.pages.includes(page);
  const news = useNews(item);
  const description = [texts.withKeys(item.label, item.key), news].filter(Boolean).join('. ');
  return (
    <Tooltip content={description} relationship="description" showDelay={700}>
      <button
        type="button"
        className={mergeClasses(styles.item, isCurrent && styles.current)}
        data-label={item.label}
        aria-label={item.label}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={() => goTo(item.route)}
      >
        {item.label}
        {item.pages.includes('diagnostics') && <HealthDot />}
      </button>
    </Tooltip>
  );
}

/** The title bar is the navigation; its empty parts drag the window. */
export function TitleBar() {
  const styles = useStyles();
  return (
    <header className={styles.root} data-window-drag data-region="title-bar">
      <div className={styles.name}>
        {!isMac && <Mark />}
        <span className={styles.appName}>{texts.appName}</span>
      </div>
      <nav className={styles.nav} aria-label={texts.nav.label}>
        {work.map((item) => (
          <NavButton key={item.label} item={item} />
        ))}
        <span className={styles.rule} aria-hidden="true" />
        {upkeep.map((item) => (
          <NavButton key={item.label} item={item} />
        ))}
      </nav>
      <div className={styles.end}>
        <OfflineSign />
        <JobChip />
      </div>
    </header>
  );
}
