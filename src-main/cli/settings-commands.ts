import type { Command } from 'commander';
import { StudioError } from '../../src-shared/failure.ts';
import type { Settings } from '../../src-shared/settings.ts';
import { appVersion } from '../runtime/app-version.ts';
import { knownPath, parseSettings, parseSettingValue } from '../storage/parse-settings.ts';
import { SettingsFile } from '../storage/settings-file.ts';
import { readSettingsText } from '../storage/settings-text.ts';
import type { AddCommands } from './command-frame.ts';

export const addSettingsCommands: AddCommands = (program, frame) => {
  const settings = program.command('settings').description('what stands in settings.json');
  const open = (command: Command) => SettingsFile.open(frame.options(command).dataFolder, appVersion());

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
    .argument('<value>', 'JSON, also with remarks, or a text; null goes back to the default')
    .action(async (path: string, value: string, _options: unknown, command: Command) => {
      const changed = valueAt(await (await open(command)).set(path, parseSettingValue(value)), path);
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
      parseSettings(await readGiven(file));
      frame.answer(command, { isValid: true }, () => 'These settings can be used.');
    });
};

async function readGiven(file: string): Promise<string> {
  const text = await readSettingsText(file).catch((cause: unknown) => {
    if (cause instanceof StudioError) throw cause;
    throw new StudioError('NotFound:file', { message: `“${file}” cannot be read.`, cause });
  });
  if (text !== undefined) return text;
  throw new StudioError('NotFound:file', { message: `There is no file “${file}”.` });
}

/** `null` where nothing is set and there is no default, such as a provider’s `baseUrl`. */
function valueAt(settings: Settings, path: string): unknown {
  let value: unknown = settings;
  for (const key of knownPath(path)) value = (value as Record<string, unknown> | undefined)?.[key];
  return value ?? null;
}
