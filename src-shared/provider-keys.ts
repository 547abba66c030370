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
