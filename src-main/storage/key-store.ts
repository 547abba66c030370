import { AsyncLocalStorage } from 'node:async_hooks';
import { StudioError } from '../../src-shared/failure.ts';
import { keyNames, type KeyName, type KeyPlace, type KeyStates } from '../../src-shared/provider-keys.ts';
import { log } from '../logging/log.ts';
import type { HeldSecrets } from '../redaction/held-secrets.ts';
import { encryptedKeys, unencryptedKeys, type KeyCipher, type KeyFile } from './key-file.ts';
import { environmentKeys, type KeySource } from './keys.ts';

interface KeyStoreOptions {
  dataFolder: string;
  /** Absent: this process reaches no keyring. */
  cipher: KeyCipher | undefined;
  /** The user's consent to keep keys in a file that is not encrypted, where there is no keyring. */
  mayStoreUnencrypted: () => boolean;
  secrets: HeldSecrets;
  environment?: Record<string, string | undefined>;
}

const shortestWithEnding = 16;

/** The providers' keys. They go in, to the providers and to the redactor; nothing else ever gets one out. */
export class KeyStore implements KeySource {
  readonly #options: KeyStoreOptions;
  readonly #environment: KeySource;
  readonly #keyring: KeyFile | undefined;
  readonly #file: KeyFile;
  readonly #stored = new Map<KeyName, { value: string; place: Exclude<KeyPlace, 'environment'> }>();
  readonly #candidate = new AsyncLocalStorage<{ name: KeyName; value: string }>();
  readonly #listeners = new Set<() => void>();
  readonly warnings: string[] = [];
  #lastTurn: Promise<unknown> = Promise.resolve();

  private constructor(options: KeyStoreOptions) {
    this.#options = options;
    this.#environment = environmentKeys(options.environment);
    this.#keyring = options.cipher && encryptedKeys(options.dataFolder, options.cipher);
    this.#file = unencryptedKeys(options.dataFolder);
  }

  static async open(options: KeyStoreOptions): Promise<KeyStore> {
    const store = new KeyStore(options);
    await store.#load();
    return store;
  }

  /** The environment wins; a key that is being tried goes before all. */
  get(name: KeyName): string | undefined {
    const candidate = this.#candidate.getStore();
    if (candidate?.name === name) return candidate.value;
    return this.#environment.get(name) ?? this.#stored.get(name)?.value;
  }

  states(): KeyStates {
    return {
      keys: keyNames.map((name) => {
        const value = this.#environment.get(name) ?? this.#stored.get(name)?.value;
        const place = this.#environment.get(name) === undefined ? this.#stored.get(name)?.place : 'environment';
        const ending = value !== undefined && value.length >= shortestWithEnding ? value.slice(-4) : undefined;
        return { name, ...(place && { place }), ...(ending !== undefined && { ending }) };
      }),
      savesTo: this.#savesTo(),
      hasKeyring: this.#keyring !== undefined,
    };
  }

  /** Throws InvalidInput for what cannot be a key, and where the environment's would win over it. */
  set(name: KeyName, value: string): Promise<KeyStates> {
    return this.#inTurn(async () => {
      const key = this.#take(name, value);
      if (this.#environment.get(name) !== undefined) throw fromEnvironment(name);
      this.#stored.set(name, { value: key, place: this.#savesTo() });
      await this.#save();
      log.info('A key was saved', { name, place: this.#savesTo() });
    });
  }

  remove(name: KeyName): Promise<KeyStates> {
    return this.#inTurn(async () => {
      if (this.#environment.get(name) !== undefined) throw fromEnvironment(name);
      this.#stored.delete(name);
      await this.#save();
      log.info('A key was removed', { name });
    });
  }

  /** Does the work as if this key were the saved one: to test it before. */
  trying<T>(name: KeyName, value: string, work: () => Promise<T>): Promise<T> {
    return this.#candidate.run({ name, value: this.#take(name, value) }, work);
  }

  /** The user gave consent, or withdrew it: without one the file goes, and its keys last for this session. */
  consentChanged(): Promise<KeyStates> {
    return this.#inTurn(() => this.#save());
  }

  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #take(name: KeyName, value: string): string {
    const key = value.trim();
    if (!/^[\x21-\x7e]{8,500}$/.test(key)) {
      throw new StudioError(`InvalidInput:${name}`, {
        message: 'That is not a key: a key is one word of 8 to 500 letters, digits and signs.',
        remediation: 'Copy the key again from the provider’s page and paste it whole.',
      });
    }
    this.#options.secrets.hold({ kind: kindOf(name), value: key });
    return key;
  }

  #savesTo(): 'keyring' | 'session' | 'file' {
    if (this.#keyring) return 'keyring';
    return this.#options.mayStoreUnencrypted() ? 'file' : 'session';
  }

  #inTurn(work: () => Promise<void>): Promise<KeyStates> {
    const turn = this.#lastTurn.then(work).then(() => {
      for (const listener of this.#listeners) listener();
      return this.states();
    });
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }

  async #load(): Promise<void> {
    for (const name of keyNames) {
      const value = this.#environment.get(name);
      if (value !== undefined) this.#options.secrets.hold({ kind: kindOf(name), value });
    }
    if (this.#options.mayStoreUnencrypted()) await this.#loadFrom(this.#file, 'file');
    else if (await this.#file.isThere()) this.warnings.push(unusedFile);
    if (this.#keyring) await this.#loadFrom(this.#keyring, 'keyring');
  }

  async #loadFrom(file: KeyFile, place: 'keyring' | 'file'): Promise<void> {
    const { keys, warning } = await file.read();
    if (warning !== undefined) this.warnings.push(warning);
    for (const [name, value] of keys) {
      this.#options.secrets.hold({ kind: kindOf(name), value });
      this.#stored.set(name, { value, place });
    }
  }

  /** Everything to where keys go now: what lay elsewhere moves. */
  async #save(): Promise<void> {
    const place = this.#savesTo();
    const keys = new Map([...this.#stored].map(([name, { value }]) => [name, value] as const));
    await this.#keyring?.write(keys);
    await this.#file.write(place === 'file' ? keys : new Map());
    for (const [name, { value }] of this.#stored) this.#stored.set(name, { value, place });
  }
}

const unusedFile =
  'Keys lie unencrypted in secrets.unencrypted.json, but the consent to that is off: they are not in use. Give it under Settings, Privacy, or delete the file.';

const fromEnvironment = (name: KeyName): StudioError =>
  new StudioError(`InvalidInput:${name}`, {
    message: `${name} comes from the environment, which wins over a saved key.`,
    remediation: `Change it where the studio is started, or remove the variable ${name} there.`,
  });

/** `OPENAI_API_KEY` is redacted as `openai-api-key`. */
const kindOf = (name: KeyName): string => name.toLowerCase().replaceAll('_', '-');
