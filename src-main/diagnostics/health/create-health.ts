import {
  worstOf,
  type CheckResult,
  type ProviderHealth,
  type SystemCheck,
  type SystemHealth,
} from '../../../src-shared/health.ts';
import { breakerName } from '../../resilience/breakers.ts';
import type { Resilience } from '../../resilience/create-resilience.ts';
import { restartWorkers } from '../../runtime/worker-register.ts';
import { checkComputer, type ComputerParts } from './check-computer.ts';
import { checkWorkers } from './check-workers.ts';
import { examineProviders, type ExaminedProvider, type ProviderParts } from './examine-providers.ts';
import { HealthWatch } from './health-watch.ts';
import { Recovery, type HealthNotice } from './recovery.ts';
import { systemHealth } from './system-health.ts';

/** Whether everything that a film needs is there and works. */
export interface Health {
  /** Looks at everything anew; providers are asked where the settings say so. */
  check(): Promise<SystemCheck>;
  /** The last look, then each that follows. */
  watch(signal: AbortSignal): AsyncIterable<SystemCheck>;
  system(): Promise<SystemHealth>;
  /** Those that the settings name, or that have a key. */
  providers(): Promise<ProviderHealth[]>;
  /** Ends the threads that draw, speak and compose; what they work on is done once more. Returns how many there were. */
  restartWorkers(): Promise<number>;
  /** Each outage once. Returns what ends it. */
  onNotice(listener: (notice: HealthNotice) => void): () => void;
}

interface HealthParts extends Omit<ProviderParts, 'resilience'> {
  computer: () => Omit<ComputerParts, 'runsFfmpeg'>;
  resilience: Pick<Resilience, 'desk' | 'trip'>;
}

interface RunningHealth extends Health {
  start(): void;
  settingsChanged(): void;
  close(): Promise<void>;
}

export function createHealth(parts: HealthParts): RunningHealth {
  const listeners = new Set<(notice: HealthNotice) => void>();
  const closing = new AbortController();
  const settings = () => parts.settings().healthChecks;
  const { desk, trip } = parts.resilience;
  const askProviders = () =>
    examineProviders(
      { ...parts, resilience: desk },
      { asks: settings().providers.testConnection, signal: closing.signal },
    );
  const lookAtComputer = () => checkComputer({ ...parts.computer(), runsFfmpeg: settings().ffmpeg.testExecution });

  const recovery = new Recovery({
    trip,
    reset: (breaker) => void desk.reset(breaker),
    restartWorkers,
    settings: () => settings().automaticRecovery,
    notify: (notice) => listeners.forEach((listener) => listener(notice)),
  });
  const watch = new HealthWatch({
    settings,
    async look() {
      const [computer, providers] = await Promise.all([lookAtComputer(), askProviders()]);
      return result([...computer, checkWorkers(), ...asChecks(providers)]);
    },
    recover: (change) => recovery.act(change),
  });

  return {
    check: () => watch.check(),
    watch: (signal) => watch.follow(signal),
    async system() {
      const [computer, providers] = await Promise.all([lookAtComputer(), askProviders()]);
      return systemHealth({ ...parts.computer(), settings: parts.settings(), computer: result(computer), providers });
    },
    async providers() {
      return (await askProviders()).map(({ health }) => health);
    },
    restartWorkers,
    onNotice(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => watch.start(),
    settingsChanged: () => watch.settingsChanged(),
    async close() {
      closing.abort();
      await watch.close();
    },
  };
}

const result = (checks: CheckResult[]): SystemCheck => ({
  status: worstOf(checks),
  checkedAt: new Date().toISOString(),
  checks,
});

/** One a provider, of the worst of its kinds of work. One that nobody uses is no reason for alarm. */
function asChecks(providers: readonly ExaminedProvider[]): CheckResult[] {
  const names = [...new Set(providers.map(({ health }) => health.provider))];
  return names.map((name) => {
    const kinds = providers.filter(({ health }) => health.provider === name);
    const status = worstOf(kinds.map(({ health, isInUse }) => ({ status: isInUse ? health.status : 'Healthy' })));
    const shown = kinds.find(({ health }) => health.status === status) ?? kinds[0]!;
    const outages = kinds.filter(({ isInUse, isOutage }) => isInUse && isOutage);
    return {
      name,
      status,
      finding: shown.isInUse ? shown.finding : `${shown.finding} No list has it switched on.`,
      ...(status !== 'Healthy' && shown.remedy !== undefined && { remedy: shown.remedy }),
      data: { ...shown.health, breakers: outages.map(({ health }) => breakerName(health.provider, health.kind)) },
    };
  });
}
