import { create } from 'zustand';

export type Route =
  | { page: 'home' }
  | { page: 'create'; source?: 'brief' | 'text' }
  | { page: 'jobs' }
  | { page: 'job'; jobId: string; tab?: JobTab; logLine?: number }
  | { page: 'batch'; batchId?: string }
  | { page: 'diagnostics'; tab?: DiagnosticsTab }
  | { page: 'trace'; correlationId?: string }
  | { page: 'settings'; tab?: SettingsTab; field?: string };
export type Page = Route['page'];
export type SettingsTab = 'providers' | 'rendering' | 'resilience' | 'privacy' | 'about';
export type DiagnosticsTab = 'system-check' | 'resilience' | 'batch-debug' | 'logs' | 'report';
export type JobTab = 'overview' | 'diagnostics' | 'logs';

// The browser's own history: back, forward and the mouse's side buttons work, and a reload stays on its page.
const routeOf = (state: unknown): Route =>
  typeof state === 'object' && state !== null && 'page' in state ? (state as Route) : { page: 'home' };

export const useRoute = create<{ route: Route }>(() => ({ route: routeOf(history.state) }));

export function goTo(route: Route): void {
  if (JSON.stringify(route) === JSON.stringify(useRoute.getState().route)) return;
  history.pushState(route, '');
  useRoute.setState({ route });
}

window.addEventListener('popstate', (event) => useRoute.setState({ route: routeOf(event.state) }));
