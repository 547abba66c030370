/** What a child is started with: nothing of ours, above all no provider's key; only what finding libraries, fonts and temporary files needs. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const names = [
    'PATH',
    'HOME',
    'TMPDIR',
    'TEMP',
    'TMP',
    'SystemRoot',
    'windir',
    'LD_LIBRARY_PATH',
    'FONTCONFIG_FILE',
    'FONTCONFIG_PATH',
    'XDG_CACHE_HOME',
  ];
  const kept: [string, string | undefined][] = names.map((name) => [name, process.env[name]]);
  // Numbers with a decimal point and messages in English, whatever the user's language.
  return { ...Object.fromEntries(kept), LC_ALL: 'C.UTF-8', AV_LOG_FORCE_NOCOLOR: '1' };
}
