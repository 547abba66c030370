/** What the page kept under this key; nothing when there is none or it cannot be read. */
export function readKept<T>(storage: Storage, key: string): Partial<T> {
  try {
    const value: unknown = JSON.parse(storage.getItem(key) ?? 'null');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** Keeps a value; a full storage is no reason to disturb the user. */
export function writeKept(storage: Storage, key: string, value: unknown): void {
  try {
    storage.setItem(key, JSON.stringify(value));
  } catch {
    // Then it is not kept; what is on screen stays.
  }
}
