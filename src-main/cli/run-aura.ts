import { Command, CommanderError } from 'commander';
import { StudioError, toFailure, type Failure } from '../../src-shared/failure.ts';
import { currentCorrelationId, runWithCorrelation, takeCorrelationId } from '../logging/correlation.ts';
import { log } from '../logging/log.ts';
import { appVersion } from '../runtime/app-version.ts';
import { addBatchCommands } from './batch-commands.ts';
import { addBundleCommands } from './bundle-commands.ts';
import { addDoctorCommands } from './doctor-commands.ts';
import { addDebugCommands } from './debug-commands.ts';
import { addExplainCommands } from './explain-commands.ts';
import { addHealthCommands } from './health-commands.ts';
import { addJobCommands } from './job-commands.ts';
import { addLogCommands } from './log-commands.ts';
import { addRedactCommand } from './redact.ts';
import { addReportCommand } from './report-command.ts';
import { addRenderCommands } from './render-commands.ts';
import { addResilienceCommands } from './resilience-commands.ts';
import { addSettingsCommands } from './settings-commands.ts';
import { exitCodes, type CommandFrame } from './command-frame.ts';
import { openFrame } from './open-frame.ts';
import { printable, type Terminal } from './terminal.ts';

/** Runs one command line and says with which code the process should end. */
export async function runAura(args: readonly string[], terminal: Terminal): Promise<number> {
  const isJson = args.includes('--json');
  const { correlationId, note } = takeCorrelationId(givenCorrelationId(args));
  if (note !== undefined) terminal.complain(note);
  const frame = openFrame(terminal, note);
  return runWithCorrelation(correlationId, async () => {
    try {
      await createProgram(frame, { isJson }).parseAsync(args, { from: 'user' });
      return frame.exitCode;
    } catch (error) {
      return tell(error, { terminal, isJson, jobId: frame.jobId });
    } finally {
      await frame.close();
    }
  });
}

/** Looked up before anything is parsed: what goes wrong in parsing has this ID as well. */
function givenCorrelationId(args: readonly string[]): string | undefined {
  const index = args.findIndex((arg) => arg === correlationOption || arg.startsWith(`${correlationOption}=`));
  const found = args[index];
  return found === correlationOption ? args[index + 1] : found?.slice(correlationOption.length + 1);
}
const correlationOption = '--correlation-id';

function createProgram(frame: CommandFrame, { isJson }: { isJson: boolean }): Command {
  const program = new Command('aura')
    .description('Makes narrated, captioned, scored videos from a brief or a text.')
    .version(appVersion())
    .option('--json', 'answer in JSON')
    .option('--data-dir <dir>', 'where the studio keeps its things (or AURA_DATA_DIR)')
    .option('--safe-mode', 'default settings, and nothing goes on by itself')
    .option('--offline', 'use nothing that needs a network (or AURA_OFFLINE=1)')
    .option(`${correlationOption} <id>`, 'the ID under which all of this is logged and traced')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => frame.terminal.answer(text.trimEnd()),
      // With --json the complaint goes out as data, by `tell`.
      writeErr: (text) => isJson || frame.terminal.complain(text.trimEnd()),
    })
    .showHelpAfterError('(add --help for what is possible)');
  for (const add of [
    addRenderCommands,
    addJobCommands,
    addBatchCommands,
    addDebugCommands,
    addHealthCommands,
    addDoctorCommands,
    addSettingsCommands,
    addResilienceCommands,
    addExplainCommands,
    addRedactCommand,
    addBundleCommands,
    addLogCommands,
    addReportCommand,
  ])
    add(program, frame);
  return program;
}

function tell(
  error: unknown,
  { terminal, isJson, jobId }: { terminal: Terminal; isJson: boolean; jobId: string | undefined },
): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.fine;
    const usage = new StudioError('InvalidInput:usage', {
      message: error.message.replace(/^error: /, ''),
      remediation: 'Add --help for what is possible.',
    });
    if (isJson) terminal.answer(JSON.stringify({ error: usage.toFailure(currentCorrelationId()) }));
    return exitCodes.badUsage;
  }
  const failure = toFailure(error, currentCorrelationId());
  const { correlationId, message, ...more } = failure;
  runWithCorrelation(correlationId, () => log.warn(`A command failed: ${message}`, more));
  if (isJson) terminal.answer(JSON.stringify({ error: failure, ...(jobId !== undefined && { jobId }) }));
  else terminal.complain(inWords(failure, jobId));
  return exitCodeOf(failure.code);
}

const inWords = ({ code, message, remediation, correlationId }: Failure, jobId: string | undefined): string =>
  [
    printable(message),
    printable(remediation),
    `(${printable(code)}${jobId === undefined ? '' : `, job ${jobId}`}, correlation ID ${correlationId})`,
  ].join('\n');

function exitCodeOf(code: string): number {
  if (code.startsWith('InvalidInput')) return exitCodes.badUsage;
  if (code.startsWith('NotFound')) return exitCodes.notFound;
  return exitCodes.failed;
}
