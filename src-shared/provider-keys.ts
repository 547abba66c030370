import { z } from 'zod';

/** The environment variables that hold providers' keys, and the names under which the studio keeps them. */
export const keyNames = [
  'OPENAI_API_KEY',
  'ANTHROPIC_API_KEY',
  'GOOGLE_API_KEY',
  'ELEVENLABS_API_KEY',
  'PEXELS_API_KEY',
  'PIXABAY_API_KEY',
  'UNSPLASH_ACCESS_KEY',
  'STABILITY_API_KEY',
] as const;
export type KeyName = (typeof keyNames)[number];

/** Where a key lies: started with, the system's keyring, this session's memory, or a file by the user's consent. */
export const keyPlaces = ['environment', 'keyring', 'session', 'file'] as const;
export type KeyPlace = (typeof keyPlaces)[number];

/** What may be said of a key: never the key. */
export const KeyState = z.object({
  name: z.enum(keyNames),
  /** Absent: there is no key. */
  place: z.enum(keyPlaces).optional(),
  /** The last four characters of a long key, to tell one from another. */
  ending: z.string().max(4).optional(),
});
export type KeyState = z.infer<typeof KeyState>;

export const KeyStates = z.object({
  keys: z.array(KeyState),
  /** Where a key goes that is saved now. */
  savesTo: z.enum(['keyring', 'session', 'file']),
  /** The system has a keyring that the app can reach. */
  hasKeyring: z.boolean(),
});
export type KeyStates = z.infer<typeof KeyStates>;
