import { freemem, totalmem } from 'node:os';
import { worstOf, type CheckResult, type SystemCheck, type SystemHealth } from '../../../src-shared/health.ts';
import { providerOrder } from '../../../src-shared/provider-order.ts';
import { sectionOfKind, type ProviderKind } from '../../../src-shared/provider-settings.ts';
import type { Settings } from '../../../src-shared/settings.ts';
import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';
import { freeBytes } from '../../storage/output-folder.ts';
import type { ExaminedProvider } from './examine-providers.ts';
import { readGraphics } from './read-graphics.ts';

interface SystemParts {
  ffmpeg: Ffmpeg;
  dataFolder: string;
  outputFolder: string;
  settings: Settings;
  computer: SystemCheck;
  providers: readonly ExaminedProvider[];
}

type Component = SystemHealth['components']['llm'];

/** The whole computer on one page, by component. */
export async function systemHealth(parts: SystemParts): Promise<SystemHealth> {
  const { computer, providers, settings } = parts;
  const of = (...names: string[]) => together(computer.checks.filter(({ name }) => names.includes(name)));
  const kind = (wanted: ProviderKind) => kindHealth(wanted, providers, settings);
  const components = {
    llm: kind('LLM'),
    tts: kind('TTS'),
    images: kind('Images'),
    storage: of('Disk', 'Database', 'Output folder'),
    ffmpeg: of('FFmpeg', 'Encoders', 'Captions'),
  };
  return {
    status: worstOf([...Object.values(components), ...computer.checks]),
    timestamp: computer.checkedAt,
    components,
    ffmpeg: await ffmpegFacts(parts.ffmpeg),
    disk: {
      dataFreeBytes: await freeBytes(parts.dataFolder).catch(() => null),
      outputFreeBytes: await freeBytes(parts.outputFolder).catch(() => null),
    },
    memory: { totalBytes: totalmem(), freeBytes: freemem(), processBytes: process.memoryUsage.rss() },
    gpu: await readGraphics(),
  };
}

/** The first in line that works decides: a film is made all the same, though not as wished. */
function kindHealth(kind: ProviderKind, providers: readonly ExaminedProvider[], settings: Settings): Component {
  const line = providerOrder(settings.providers, kind).flatMap((name) =>
    providers.filter(({ health }) => health.provider === name && health.kind === kind),
  );
  const [first] = line;
  if (!first) return { status: 'Healthy', finding: 'The studio’s own.' };
  if (first.health.status !== 'Unhealthy') return componentOf(first, first.health.status);
  const next = settings.providers[sectionOfKind[kind]].fallbackEnabled
    ? line.find(({ health }) => health.status !== 'Unhealthy')
    : undefined;
  const { enabled, fallbackToBasic } = settings.features.gracefulDegradation;
  if (!next || !first.isOutage)
    return componentOf(first, first.isOutage && enabled && fallbackToBasic ? 'Degraded' : 'Unhealthy');
  return { ...componentOf(first, 'Degraded'), finding: `${first.finding} ${next.health.provider} steps in.` };
}

const componentOf = ({ finding, remedy }: ExaminedProvider, status: Component['status']): Component => ({
  status,
  finding,
  ...(remedy !== undefined && { remedy }),
});

function together(checks: readonly CheckResult[]): Component {
  const status = worstOf(checks);
  const worst = checks.filter((check) => check.status === status);
  const remedy = worst.flatMap((check) => check.remedy ?? []).join(' ');
  return { status, finding: worst.map(({ finding }) => finding).join(' '), ...(remedy !== '' && { remedy }) };
}

async function ffmpegFacts(ffmpeg: Ffmpeg): Promise<SystemHealth['ffmpeg']> {
  try {
    const { path, version, encoders, filters } = await ffmpeg.capabilities();
    return { path, version, encoders: [...encoders].sort(), filters: [...filters].sort() };
  } catch {
    return null;
  }
}
