import { createHash } from 'node:crypto';
import { StudioError } from '../../src-shared/failure.ts';
import type { SimulatedKind } from '../../src-shared/resilience-settings.ts';
import type { Settings } from '../../src-shared/settings.ts';
import { appRoot } from '../runtime/app-files.ts';
import { breakerName } from './breakers.ts';
import type { Target } from './target.ts';

type TestingSettings = Settings['testing'];

const providerKinds: readonly SimulatedKind[] = ['timeout', '429', '503', 'auth', 'hang'];
const ffmpegKinds: readonly SimulatedKind[] = ['ENOSPC', 'crash', 'hang'];

/** A release plays no such games unless it was started with this. */
const releaseSwitch = 'AURA_ALLOW_SIMULATED_FAILURES';

/** Why simulated failures that are switched on do nothing; undefined when they work. */
export function simulationRefusal(
  environment: Record<string, string | undefined> = process.env,
  root = appRoot,
): string | undefined {
  const isRelease = /app\.asar/.test(root);
  if (!isRelease || environment[releaseSwitch] === '1') return undefined;
  return `Simulated failures are switched on in the settings, but a release ignores them unless it is started with ${releaseSwitch}=1.`;
}

/** Decides which calls fail. The same seed fails the same calls: the third call for a scene, whichever comes first. */
export class SimulatedFailures {
  readonly #settings: () => TestingSettings;
  readonly #isAllowed: boolean;
  readonly #calls = new Map<string, number>();

  constructor(settings: () => TestingSettings, isAllowed = simulationRefusal() === undefined) {
    this.#settings = settings;
    this.#isAllowed = isAllowed;
  }

  get isOn(): boolean {
    return this.#isAllowed && this.#settings().simulateFailures;
  }

  /** Throws, or never ends, in the provider's place; does nothing otherwise. */
  async beforeCall(target: Target, signal: AbortSignal): Promise<void> {
    if (!this.isOn) return;
    // What has no key cannot have a bad one.
    const possible = providerKinds.filter((kind) => kind !== 'auth' || !target.isLocal);
    const kind = this.#draw(breakerName(target.provider, target.kind), target.item ?? '', possible);
    if (kind === 'hang') return neverEnding(signal);
    if (kind) throw providerFailure(kind, target);
  }

  /** What happens to the next FFmpeg; undefined for nothing. */
  forFfmpeg(purpose: string): 'ENOSPC' | 'crash' | 'hang' | undefined {
    if (!this.isOn) return undefined;
    const kind = this.#draw('ffmpeg', purpose, ffmpegKinds);
    return kind === 'ENOSPC' || kind === 'crash' || kind === 'hang' ? kind : undefined;
  }

  #draw(name: string, item: string, possible: readonly SimulatedKind[]): SimulatedKind | undefined {
    const { failureRate, kinds, targets, seed } = this.#settings();
    if (targets.length > 0 && !targets.some((target) => target.toLowerCase() === name.toLowerCase())) return undefined;
    const wished = possible.filter((kind) => kinds.length === 0 || kinds.includes(kind));
    if (wished.length === 0) return undefined;
    const key = `${name} ${item}`;
    const call = this.#calls.get(key) ?? 0;
    this.#calls.set(key, call + 1);
    const dice = createHash('sha256').update(`${seed} ${key} ${call}`).digest();
    if (dice.readUInt32BE(0) / 2 ** 32 >= failureRate) return undefined;
    return wished[dice.readUInt32BE(4) % wished.length];
  }
}

const neverEnding = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

function providerFailure(kind: SimulatedKind, { provider, step }: Target): StudioError {
  const details = { provider, isSimulated: true };
  if (kind === '429') return new StudioError(`RateLimited:${provider}`, { details: { ...details, status: 429 } });
  if (kind === 'auth') return new StudioError(`InvalidApiKey:${provider}`, { details: { ...details, status: 401 } });
  if (kind === 'timeout') return new StudioError(`StepTimeout:${step}`, { details: { ...details, limit: 'request' } });
  return new StudioError(`ProviderUnavailable:${provider}`, { details: { ...details, status: 503 } });
}
