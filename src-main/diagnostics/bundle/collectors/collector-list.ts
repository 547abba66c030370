import type { Collector } from '../collector.ts';
import { costReport } from './cost-report.ts';
import { ffmpegCommands } from './ffmpeg-commands.ts';
import { logs } from './logs.ts';
import { modelDecisions } from './model-decisions.ts';
import { systemInfo } from './system-info.ts';
import { timeline } from './timeline.ts';

/** Every file that a bundle may hold beside its manifest and README. A new one costs a file and a line here. */
export const collectors: readonly Collector[] = [
  systemInfo,
  timeline,
  logs,
  modelDecisions,
  ffmpegCommands,
  costReport,
];
