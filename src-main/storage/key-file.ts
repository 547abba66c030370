import { chmod, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { keyNames, type KeyName } from '../../src-shared/provider-keys.ts';
import { log } from '../logging/log.ts';
import { writeFileAtomic } from './atomic-file.ts';

/** Encrypts with a secret that only the system's keyring knows. */
export interface KeyCipher {
  encrypt(text: string): Uint8Array;
  /** Throws for what another keyring encrypted, and for what is damaged. */
  decrypt(bytes: Uint8Array): string;
}

export type Keys = ReadonlyMap<KeyName, string>;

const ownerOnly = 0o600;
const KeysInFile = z.partialRecord(z.enum(keyNames), z.string().min(1).max(4096));

/** A file of keys, encrypted where there is a cipher. What cannot be read is kept aside and told, never overwritten. */
export interface KeyFile {
  read(): Promise<{ keys: Keys; warning?: string }>;
  write(keys: Keys): Promise<void>;
  isThere(): Promise<boolean>;
}

export const encryptedKeys = (dataFolder: string, cipher: KeyCipher): KeyFile =>
  keyFile(join(dataFolder, 'secrets.bin'), {
    toBytes: (text) => cipher.encrypt(text),
    toText: (bytes) => cipher.decrypt(bytes),
  });

/** Called what it is. */
export const unencryptedKeys = (dataFolder: string): KeyFile =>
  keyFile(join(dataFolder, 'secrets.unencrypted.json'), {
    toBytes: (text) => Buffer.from(text),
    toText: (bytes) => Buffer.from(bytes).toString('utf8'),
  });

interface Coding {
  toBytes: (text: string) => Uint8Array;
  toText: (bytes: Uint8Array) => string;
}

function keyFile(path: string, { toBytes, toText }: Coding): KeyFile {
  return {
    async read() {
      const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      if (!bytes) return { keys: new Map() };
      await closeToOthers(path);
      try {
        const keys = KeysInFile.parse(JSON.parse(toText(bytes)));
        return { keys: new Map(Object.entries(keys) as [KeyName, string][]) };
      } catch (error) {
        return { keys: new Map(), warning: await keepAside(path, error) };
      }
    },
    async write(keys) {
      if (keys.size === 0) return rm(path, { force: true });
      await writeFileAtomic(path, toBytes(JSON.stringify(Object.fromEntries(keys))), ownerOnly);
    },
    isThere: () =>
      stat(path).then(
        () => true,
        () => false,
      ),
  };
}

async function keepAside(path: string, error: unknown): Promise<string> {
  const aside = `${path}.damaged-${new Date().toISOString().replace(/[-:]/g, '').slice(0, 15)}`;
  await rename(path, aside);
  // Not the reason in full: a parser quotes what it could not read.
  log.warn('The stored keys cannot be read', { aside, reason: error instanceof Error ? error.name : 'unknown' });
  return `The stored keys cannot be read: they are damaged, or from another keyring. They were kept aside as ${aside}. Enter the keys again under Settings, Providers.`;
}

/** A copy or a backup program may have opened it to everybody. */
async function closeToOthers(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const { mode } = await stat(path);
  if ((mode & 0o077) === 0) return;
  await chmod(path, ownerOnly);
  log.warn('The file of keys could be read by others; now it cannot', { path });
}
