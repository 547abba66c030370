const anyOf = (...words: string[]): string => `(?:${words.join('|')})`;
/** For text in small letters: searching without regard to case takes three times as long. */
export const phrase = (source: string): RegExp => new RegExp(source);

export const few = '(?:\\s+\\S{1,20}){0,4}\\s+';
export const aFew = '(?:\\s+\\S{1,20}){0,2}\\s+';
export const duration =
  '(?:\\d+(?:\\.\\d+)?|an?|one|two|three|five|ten|thirty|sixty|several) ?(?:ms|s|secs?|seconds?|m|mins?|minutes?|h|hours?)\\b';
export const key = anyOf('keys?', 'tokens?', 'secret', 'credentials?', 'log-?in', 'sign-?in', 'passwords?');
export const reply = anyOf(
  'answers?',
  'repl(?:y|ies)',
  'responses?',
  'results?',
  'words?',
  'progress',
  'sign of life',
  'output',
);
export const memory = anyOf('memory', 'ram', 'vram', 'graphics card', 'gpu', 'video card');
export const place = anyOf(
  'disks?',
  'drives?',
  'volumes?',
  'stick',
  'storage',
  'partition',
  'card',
  'device',
  '[a-z]:',
);
export const format =
  '(?:av1|hevc|h\\.?26[456]|vp[89]|opus|vorbis|aac|ac-?3|mp3|flac|prores|dnxh[dr]|webm|webp|theora|mpeg-?[24]|10-bit)';
export const thing = anyOf(
  'pictures?',
  'images?',
  'photos?',
  'videos?',
  'clips?',
  'audio',
  'sound',
  'streams?',
  'tracks?',
);
export const provider = anyOf(
  'providers?',
  'servers?',
  'services?',
  'backends?',
  'daemon',
  'generators?',
  'engines?',
  'endpoints?',
  'api',
  'ollama',
  'lm studio',
  'comfyui',
  'openai',
  'anthropic',
  'claude',
  'gemini',
  'elevenlabs',
  'stability',
  'azure',
  'pexels',
  'pixabay',
  'unsplash',
);
