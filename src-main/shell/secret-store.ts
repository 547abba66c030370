import { safeStorage } from 'electron';
import type { KeyCipher } from '../storage/key-file.ts';

/**
 * The system's keyring, where it has one. On a Linux without, Electron would "encrypt" with a password that stands in its
 * source: that is no encryption, and is not called so. https://www.electronjs.org/docs/latest/api/safe-storage
 */
export function openSecretStore(): KeyCipher | undefined {
  if (!safeStorage.isEncryptionAvailable()) return undefined;
  const weak = ['basic_text', 'unknown'];
  if (process.platform === 'linux' && weak.includes(safeStorage.getSelectedStorageBackend())) return undefined;
  return {
    encrypt: (text) => safeStorage.encryptString(text),
    decrypt: (bytes) => safeStorage.decryptString(Buffer.from(bytes)),
  };
}
