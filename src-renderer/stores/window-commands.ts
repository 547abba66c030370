import { stream } from '../studio-client.ts';
import { openDrawer } from './drawer-store.ts';
import { followForever } from './follow-forever.ts';
import { goTo } from './route-store.ts';
import { useSettings } from './settings-store.ts';
import { useWarnings } from './warnings-store.ts';

/** Obeys the main process: a notification that was clicked, settings changed from elsewhere. */
export const followCommands = (signal: AbortSignal): Promise<void> =>
  followForever(signal, async () => {
    for await (const command of stream('app.commands', undefined, { signal })) {
      if (command.kind === 'settings-changed') useSettings.setState({ settings: command.settings });
      if (command.kind === 'warnings-changed') useWarnings.setState({ warnings: command.warnings });
      if (command.kind === 'open-diagnostics') {
        goTo({ page: 'diagnostics', ...(command.tab && { tab: command.tab }) });
      }
      if (command.kind === 'open-batch') goTo({ page: 'batch', batchId: command.batchId });
      if (command.kind === 'open-job') {
        goTo({ page: 'job', jobId: command.jobId });
        openDrawer(command.jobId);
      }
    }
  });
