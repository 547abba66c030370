import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { log } from '../logging/log.ts';
import type { HeldSecrets } from '../redaction/held-secrets.ts';
import type { KeyCipher } from './key-file.ts';
import { KeyStore } from './key-store.ts';
import type { SettingsFile } from './settings-file.ts';

interface OpenKeysOptions {
  dataFolder: string;
  settings: SettingsFile;
  secrets: HeldSecrets;
  /** Absent in a process that only uses the keys that are there, such as a command beside the app. */
  secretStore: { cipher: KeyCipher | undefined } | undefined;
}

/** The keys, where this process may have them from; they move when the user gives or withdraws consent. */
export async function openKeys({ dataFolder, settings, secrets, secretStore }: OpenKeysOptions): Promise<KeyStore> {
  const isAllowed = (): boolean => settings.get().privacy.storeKeysUnencrypted;
  const cipher = secretStore?.cipher;
  const keys = await KeyStore.open({ dataFolder, cipher, secrets, mayStoreUnencrypted: isAllowed });
  if (!secretStore) return keys;
  if (!cipher && existsSync(join(dataFolder, 'secrets.bin'))) keys.warnings.push(lockedKeyring);
  let was = isAllowed();
  settings.watch(() => {
    if (isAllowed() === was) return;
    was = isAllowed();
    keys.consentChanged().catch((error: unknown) => log.error('The keys could not be moved', { error }));
  });
  return keys;
}

const lockedKeyring =
  'Keys were saved in the system’s keyring, which does not answer now. They are safe, and not in use until it does.';
