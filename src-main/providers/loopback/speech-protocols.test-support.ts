import { characterAlignment, spokenTones } from './media.test-support.ts';
import { bearer, hasText, isJsonRequest, type Protocol } from './protocol.test-support.ts';
import { openaiChat } from './script-protocols.test-support.ts';
import { openaiImages } from './picture-protocols.test-support.ts';

function textOf(json: Record<string, unknown> | undefined, name: string): string {
  const value = json?.[name];
  return typeof value === 'string' ? value : '';
}

/** https://platform.openai.com/docs/api-reference/audio/createSpeech */
const openaiSpeech: Protocol['routes'] = [
  {
    name: 'TTS',
    method: 'POST',
    path: /^\/audio\/speech$/,
    problems: (request) => [
      isJsonRequest(request),
      hasText(request.json?.['model'], 'model'),
      hasText(request.json?.['voice'], 'voice'),
      hasText(request.json?.['input'], 'input'),
      textOf(request.json, 'input').length > 4096 && 'input is longer than 4096 characters',
      request.json?.['response_format'] !== 'pcm' && 'the loopback server has no encoder: it speaks pcm',
    ],
    answer: ({ json }) => ({
      headers: { 'content-type': 'audio/pcm', 'transfer-encoding': 'chunked' },
      body: spokenTones(textOf(json, 'input')).pcm,
    }),
  },
];

export const openai: Protocol = {
  provider: 'OpenAI',
  mount: '/openai/v1',
  keyName: 'OPENAI_API_KEY',
  keyOf: bearer,
  routes: [...openaiChat, ...openaiSpeech, ...openaiImages],
};

/** https://elevenlabs.io/docs/api-reference/text-to-speech/convert-with-timestamps */
export const elevenlabs: Protocol = {
  provider: 'ElevenLabs',
  mount: '/elevenlabs/v1',
  keyName: 'ELEVENLABS_API_KEY',
  keyOf: ({ headers }) => headers['xi-api-key'],
  routes: [
    {
      name: 'TTS',
      method: 'POST',
      path: /^\/text-to-speech\/\w+\/with-timestamps$/,
      problems: (request) => [
        isJsonRequest(request),
        hasText(request.json?.['text'], 'text'),
        hasText(request.json?.['model_id'], 'model_id'),
        textOf(request.json, 'text').length > 10_000 && 'text is longer than 10,000 characters',
        request.query.get('output_format') !== 'pcm_24000' && 'the loopback server has no encoder: it speaks pcm_24000',
      ],
      answer: ({ json }) => {
        const text = textOf(json, 'text');
        const alignment = characterAlignment(text);
        return {
          headers: { 'request-id': 'Xb7hH8MSUJpSbSDYk0k2', 'character-cost': String(text.length) },
          body: {
            audio_base64: spokenTones(text).pcm.toString('base64'),
            alignment,
            normalized_alignment: alignment,
          },
        };
      },
    },
    {
      name: 'check',
      method: 'GET',
      path: /^\/user\/subscription$/,
      answer: () => ({
        body: {
          tier: 'free',
          character_count: 1786,
          character_limit: 10_000,
          status: 'free',
          next_character_count_reset_unix: 1_790_000_000,
        },
      }),
    },
    {
      name: 'check',
      method: 'GET',
      path: /^\/voices$/,
      answer: () => ({
        body: {
          voices: [
            {
              voice_id: '21m00Tcm4TlvDq8ikWAM',
              name: 'Rachel',
              category: 'premade',
              labels: { accent: 'american', description: 'calm' },
              description: null,
            },
            {
              voice_id: 'JBFqnCBsd6RMkjVDRZzb',
              name: 'George',
              category: 'premade',
              labels: { accent: 'british', description: 'warm' },
              description: null,
            },
          ],
        },
      }),
    },
  ],
};
