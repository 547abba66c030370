import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createHeldSecrets } from '../redaction/held-secrets.ts';
import { liveRedaction } from '../redaction/live-redactor.ts';
import type { KeyCipher } from './key-file.ts';
import { KeyStore } from './key-store.ts';

const key = 'sk-invented-0123456789-c41f';

/** What a keyring does: encrypts with a secret that lies elsewhere, and notices when a byte was changed. */
function keyring(secret = randomBytes(32)): KeyCipher {
  return {
    encrypt(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', secret, nonce);
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    decrypt(bytes) {
      const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
    },
  };
}

interface Given {
  dataFolder?: string;
  cipher?: KeyCipher;
  environment?: Record<string, string>;
}

async function openStore({ dataFolder, cipher, environment = {} }: Given = {}) {
  const folder = dataFolder ?? (await mkdtemp(join(tmpdir(), 'aura-keys-')));
  const consent = { isGiven: false };
  const secrets = createHeldSecrets({});
  const open = () =>
    KeyStore.open({
      dataFolder: folder,
      cipher,
      secrets,
      environment,
      mayStoreUnencrypted: () => consent.isGiven,
    });
  return { folder, consent, secrets, open, store: await open() };
}

const stateOf = (store: KeyStore, name: string) => store.states().keys.find((state) => state.name === name);

test('with a keyring a key lies encrypted in secrets.bin, for its owner alone, and is there after a restart', async () => {
  const { folder, store, open } = await openStore({ cipher: keyring() });
  await store.set('OPENAI_API_KEY', `  ${key}\n`);
  const file = join(folder, 'secrets.bin');
  const bytes = await readFile(file);
  expect(bytes.includes(key)).toBe(false);
  expect(bytes.includes('OPENAI')).toBe(false);
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);

  const again = await open();
  expect(again.get('OPENAI_API_KEY')).toBe(key);
  expect(stateOf(again, 'OPENAI_API_KEY')).toEqual({ name: 'OPENAI_API_KEY', place: 'keyring', ending: 'c41f' });
  expect(JSON.stringify(again.states())).not.toContain(key);
  await again.remove('OPENAI_API_KEY');
  expect(await readdir(folder)).toEqual([]);
});

test('without a keyring a key lasts for the session, until the user consents to a file', async () => {
  const { folder, consent, store, open } = await openStore();
  await store.set('PEXELS_API_KEY', key);
  expect(store.states()).toMatchObject({ savesTo: 'session', hasKeyring: false });
  expect(await readdir(folder)).toEqual([]);
  expect((await open()).get('PEXELS_API_KEY')).toBeUndefined();

  consent.isGiven = true;
  await store.consentChanged();
  const file = join(folder, 'secrets.unencrypted.json');
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await open()).get('PEXELS_API_KEY')).toBe(key);
  expect(stateOf(store, 'PEXELS_API_KEY')?.place).toBe('file');

  consent.isGiven = false;
  await store.consentChanged();
  expect(await readdir(folder)).toEqual([]);
  expect(store.get('PEXELS_API_KEY')).toBe(key);
  expect(stateOf(store, 'PEXELS_API_KEY')?.place).toBe('session');
});

test('a file without consent is told and not used, and its rights are narrowed when it is', async () => {
  const { folder, consent, open } = await openStore();
  const file = join(folder, 'secrets.unencrypted.json');
  await writeFile(file, JSON.stringify({ GOOGLE_API_KEY: key }));
  await chmod(file, 0o644);
  const without = await open();
  expect(without.get('GOOGLE_API_KEY')).toBeUndefined();
  expect(without.warnings[0]).toMatch(/consent to that is off/);

  consent.isGiven = true;
  expect((await open()).get('GOOGLE_API_KEY')).toBe(key);
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('the environment wins, is named as such, and nothing can be saved over it', async () => {
  const { store } = await openStore({ environment: { OPENAI_API_KEY: `${key}-env` } });
  expect(stateOf(store, 'OPENAI_API_KEY')?.place).toBe('environment');
  await expect(store.set('OPENAI_API_KEY', key)).rejects.toMatchObject({ code: 'InvalidInput:OPENAI_API_KEY' });
  expect(store.get('OPENAI_API_KEY')).toBe(`${key}-env`);
});

test('damaged keys are kept aside and told, and new ones can be saved', async () => {
  const { folder, store, open } = await openStore({ cipher: keyring() });
  await store.set('OPENAI_API_KEY', key);
  const bytes = await readFile(join(folder, 'secrets.bin'));
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  await writeFile(join(folder, 'secrets.bin'), bytes);

  const damaged = await open();
  expect(damaged.warnings[0]).toMatch(/kept aside as .*secrets\.bin\.damaged-/);
  expect(damaged.get('OPENAI_API_KEY')).toBeUndefined();
  const aside = (await readdir(folder)).find((name) => name.startsWith('secrets.bin.damaged-'));
  expect(await readFile(join(folder, aside ?? ''))).toEqual(bytes);
  await damaged.set('OPENAI_API_KEY', key);
  expect((await open()).get('OPENAI_API_KEY')).toBe(key);
});

test('a key is tried by one piece of work alone, and is not saved by that', async () => {
  const { folder, store } = await openStore();
  const seen = await Promise.all([
    store.trying('OPENAI_API_KEY', key, async () => store.get('OPENAI_API_KEY')),
    Promise.resolve(store.get('OPENAI_API_KEY')),
  ]);
  expect(seen).toEqual([key, undefined]);
  expect(await readdir(folder)).toEqual([]);
});

test.for(['', 'short', 'two words of a key', 'sk-line\nbreak-0123456', 'sk-ключ-0123456789'])(
  '“%s” is refused as a key',
  async (value) => {
    const { store } = await openStore();
    await expect(store.set('OPENAI_API_KEY', value)).rejects.toMatchObject({ code: 'InvalidInput:OPENAI_API_KEY' });
  },
);

test('a key is redacted from the moment it was typed', async () => {
  const { store, secrets } = await openStore();
  const redact = liveRedaction(secrets);
  const line = { message: `calling with ${key} and ${Buffer.from(key).toString('base64')}` };
  await store.set('STABILITY_API_KEY', key);
  expect(JSON.stringify(redact(line))).not.toMatch(/invented|aW52ZW50/);
});
