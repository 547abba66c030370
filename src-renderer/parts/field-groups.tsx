import { Settings } from '../../src-shared/settings.ts';
import { texts } from '../texts.ts';
import { DefaultedSetting, type SettingValue } from './defaulted-setting.tsx';
import { valueAt, type FieldGroup } from './setting-fields.ts';
import { SettingSection } from './setting-row.tsx';

const { labels, hints } = texts.settingFields;
const defaults = Settings.parse({});

interface FieldGroupsProps {
  groups: readonly FieldGroup[];
  settings: Settings;
  change: (path: string) => (value: SettingValue) => void;
}

/** Settings in groups, each with its default and the way back to it. */
export function FieldGroups({ groups, settings, change }: FieldGroupsProps) {
  return groups.map(({ title, fields }) => (
    <SettingSection key={title} title={title}>
      {fields.map((field) => (
        <DefaultedSetting
          key={field.path}
          field={field}
          label={labels[field.path] ?? field.path}
          hint={hints[field.path]}
          path={field.path}
          value={valueAt(settings, field.path)}
          defaultValue={valueAt(defaults, field.path)}
          onChange={change(field.path)}
        />
      ))}
    </SettingSection>
  ));
}
