import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { loadAppInfo } from './stores/app-info-store.ts';
import { followBatches } from './stores/batch-store.ts';
import { followHealth } from './stores/health-store.ts';
import { followJobs } from './stores/jobs-store.ts';
import { tellOpeningFailed } from './stores/opening-store.ts';
import { loadRecovery } from './stores/recovery-store.ts';
import { followResilience } from './stores/resilience-store.ts';
import { loadSettings } from './stores/settings-store.ts';
import { loadWarnings } from './stores/warnings-store.ts';
import { followCommands } from './stores/window-commands.ts';

const forTheWindowsLife = new AbortController().signal;
void followJobs(forTheWindowsLife);
void followCommands(forTheWindowsLife);
void followResilience(forTheWindowsLife);
void followHealth(forTheWindowsLife);
void followBatches(forTheWindowsLife);
for (const load of [loadAppInfo, loadSettings, loadWarnings, loadRecovery]) load().catch(tellOpeningFailed);

// Griffel writes its rules into style elements; the policy lets in only those that carry this page's nonce.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.nonce ?? '';
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } });
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');
createRoot(root).render(
  <StrictMode>
    <RendererProvider renderer={renderer}>
      <App />
    </RendererProvider>
  </StrictMode>,
);
