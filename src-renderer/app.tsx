import { FluentProvider, makeStyles, tokens, type Theme } from '@fluentui/react-components';
import { useEffect, useRef, useSyncExternalStore, type CSSProperties } from 'react';
import { HelpPanel } from './parts/help-panel.tsx';
import { LostBar } from './parts/lost-bar.tsx';
import { SimulationBar } from './parts/simulation-bar.tsx';
import { RecoveryBar } from './parts/recovery-bar.tsx';
import { TitleBar } from './parts/title-bar.tsx';
import { Toasts } from './parts/toasts.tsx';
import { WarningBar } from './parts/warning-bar.tsx';
import { RenderStatusDrawer } from './render-status-drawer.tsx';
import { BatchPage } from './screens/batch.tsx';
import { Create } from './screens/create.tsx';
import { Diagnostics } from './screens/diagnostics.tsx';
import { Home } from './screens/home.tsx';
import { JobPage } from './screens/job.tsx';
import { Jobs } from './screens/jobs.tsx';
import { NotOpened } from './screens/not-opened.tsx';
import { Settings } from './screens/settings.tsx';
import { Trace } from './screens/trace.tsx';
import { useDrawer } from './stores/drawer-store.ts';
import { useHelp } from './stores/help-store.ts';
import { useOpening } from './stores/opening-store.ts';
import { useRoute, type Route } from './stores/route-store.ts';
import { setSideSlot } from './stores/side-slot-store.ts';
import { useSettings } from './stores/settings-store.ts';
import { auraDark, auraLight } from './theme.ts';
import { useAppKeys } from './use-app-keys.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    height: '100%',
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    textRendering: 'optimizeLegibility',
  },
  slot: { display: 'flex', flexShrink: 0 },
  body: { display: 'flex', flexGrow: 1, minHeight: 0 },
  // Pages fold by their own width: the drawer takes some of the window's.
  page: {
    containerType: 'inline-size',
    containerName: 'page',
    flexGrow: 1,
    minWidth: 0,
    overflowY: 'auto',
    overflowX: 'hidden',
    outline: 'none',
  },
});

/** A frame casts a shadow in the light only; in the dark a hairline holds it. */
const frameShadow = (isDark: boolean): CSSProperties =>
  ({
    '--aura-frame-shadow': isDark
      ? '0 0 0 1px var(--colorNeutralStroke2)'
      : '0 1px 2px rgb(16 20 31 / 12%), 0 12px 32px -8px rgb(16 20 31 / 18%)',
    colorScheme: isDark ? 'dark' : 'light',
  }) as CSSProperties;

const darkQuery = window.matchMedia('(prefers-color-scheme: dark)');

function useTheme(): { theme: Theme; isDark: boolean } {
  const chosen = useSettings((state) => state.settings?.appearance.theme) ?? 'system';
  const isSystemDark = useSyncExternalStore(
    (listen) => {
      darkQuery.addEventListener('change', listen);
      return () => darkQuery.removeEventListener('change', listen);
    },
    () => darkQuery.matches,
  );
  const isDark = chosen === 'system' ? isSystemDark : chosen === 'dark';
  return { theme: isDark ? auraDark : auraLight, isDark };
}

function Screen({ route }: { route: Route }) {
  switch (route.page) {
    case 'home':
      return <Home />;
    case 'create':
      return <Create source={route.source} />;
    case 'jobs':
      return <Jobs />;
    case 'job':
      return <JobPage key={route.jobId} jobId={route.jobId} tab={route.tab} logLine={route.logLine} />;
    case 'batch':
      return <BatchPage batchId={route.batchId} />;
    case 'diagnostics':
      return <Diagnostics tab={route.tab} />;
    case 'trace':
      return <Trace key={route.correlationId} correlationId={route.correlationId} />;
    case 'settings':
      return <Settings tab={route.tab} field={route.field} />;
  }
}

/** The window: title bar, page, and what stands beside the page. */
export function App() {
  const styles = useStyles();
  const { theme, isDark } = useTheme();
  const route = useRoute((state) => state.route);
  const failure = useOpening((state) => state.failure);
  const isDrawerOpen = useDrawer((state) => state.isOpen);
  const helpPage = useHelp((state) => state.page);
  const page = useRef<HTMLElement>(null);
  useAppKeys();
  useEffect(() => page.current?.scrollTo(0, 0), [route]);
  return (
    // Fluent gives a provider's class to every menu and tooltip it opens: the window's own layout is a div inside.
    <FluentProvider theme={theme} style={{ height: '100%' }}>
      <div className={styles.root} style={frameShadow(isDark)}>
        <TitleBar />
        <LostBar />
        <WarningBar />
        <SimulationBar />
        <RecoveryBar />
        <div className={styles.body}>
          <main ref={page} className={styles.page} data-region="page" tabIndex={-1}>
            {failure ? <NotOpened failure={failure} /> : <Screen route={route} />}
          </main>
          <div ref={setSideSlot} className={styles.slot} />
          {helpPage ? <HelpPanel page={helpPage} /> : isDrawerOpen && <RenderStatusDrawer />}
        </div>
        <Toasts />
      </div>
    </FluentProvider>
  );
}
