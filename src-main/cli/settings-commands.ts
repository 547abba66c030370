import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { StudioError } from '../../src-shared/failure.ts';
import type { Settings } from '../../src-shared/settings.ts';
import { knownPath, parseSettings } from '../storage/parse-settings.ts';
import { SettingsFile } from '../storage/settings-file.ts';
import type { AddCommands } from './command-frame.ts';

export const addSettingsCommands: AddCommands = (program, frame) => {
  const settings = program.command('settings').description('what stands in settings.json');
  const open = (command: Command) => SettingsFile.open(frame.options(command).dataFolder);

  settings
    .command('get')
    .description('one setting, a section, or all of them')
    .argument('[path]', 'as in rendering.frameRate')
    .action(async (path: string | undefined, _options: unknown, command: Command) => {
      const file = await open(command);
      for (const warning of file.warnings) frame.terminal.complain(warning);
      const value: unknown = path === undefined ? file.get() : valueAt(file.get(), path);
      frame.answer(command, value, () => (typeof value === 'string' ? value : JSON.stringify(value, undefined, 2)));
    });

  settings
    .command('set')
    .description('change one setting; remarks in the file stay')
    .argument('<path>', 'as in rendering.frameRate')
    .argument('<value>', 'a JSON value, or a text; null goes back to the default')
    .action(async (path: string, value: string, _options: unknown, command: Command) => {
      const changed = valueAt(await (await open(command)).set(path, jsonOrText(value)), path);
      frame.answer(
        command,
        { path: knownPath(path).join('.'), value: changed },
        () => `${knownPath(path).join('.')} = ${JSON.stringify(changed)}`,
      );
    });

  settings
    .command('validate')
    .description('whether a settings file could be used; says what is wrong and where')
    .argument('<file>')
    .action(async (file: string, _options: unknown, command: Command) => {
      const text = await readFile(file, 'utf8').catch((cause: unknown) => {
        throw new StudioError('NotFound:file', { message: `“${file}” cannot be read.`, cause });
      });
      parseSettings(text);
      frame.answer(command, { isValid: true }, () => 'These settings can be used.');
    });
};

function valueAt(settings: Settings, path: string): unknown {
  let value: unknown = settings;
  for (const key of knownPath(path)) value = (value as Record<string, unknown>)[key];
  return value;
}

/** `30` is a number, `true` a switch, `/films` a text without quotes around it. */
function jsonOrText(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
