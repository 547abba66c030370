import { hasText, isJsonRequest, type Protocol, type SeenRequest } from './protocol.test-support.ts';

/** What the model writes, whatever it is asked. */
const loopbackScript = {
  title: 'Tides, in a minute',
  scenes: [
    {
      heading: 'Tides',
      narration: 'Twice a day the sea comes in, and twice a day it goes. Why does it do that?',
      card: 'title',
      title: 'Why the sea comes and goes',
      subtitle: 'Tides, in a minute',
      items: [],
      value: '',
      imageQuery: '',
    },
    {
      heading: 'The moon pulls',
      narration: 'The moon pulls at the water that is nearest to it, and the sea bulges towards it.',
      card: 'quote',
      title: 'The moon pulls at the water that is nearest.',
      subtitle: '',
      items: [],
      value: '',
      imageQuery: 'full moon above the sea at night',
    },
    {
      heading: 'Two bulges',
      narration:
        'There is a second bulge on the far side. The earth turns below both, so most coasts see two tides a day.',
      card: 'number',
      title: 'high tides a day on most coasts',
      subtitle: '',
      items: [],
      value: '2',
      imageQuery: '',
    },
    {
      heading: 'What to remember',
      narration: 'Remember three things. The moon pulls. The earth turns. And the coast decides how high it gets.',
      card: 'bullets',
      title: 'What to remember',
      subtitle: '',
      items: ['The moon pulls', 'The earth turns', 'The coast decides how high'],
      value: '',
      imageQuery: 'waves on a rocky coast',
    },
  ],
};
const written = JSON.stringify(loopbackScript);
/** What the model says when it is asked for anything but a script. */
export const loopbackWords = 'Something refused the work. Look at the first suggestion and try again.';
const isScriptWanted = ({ json }: Pick<SeenRequest, 'json'>): boolean => JSON.stringify(json ?? {}).includes('<brief>');
const said = (request: Pick<SeenRequest, 'json'>): string => (isScriptWanted(request) ? written : loopbackWords);

/** https://platform.openai.com/docs/api-reference/chat/create */
const chatCompletion = (request: Pick<SeenRequest, 'json'>): object => ({
  id: 'chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT',
  object: 'chat.completion',
  created: 1_780_000_000,
  model: request.json?.['model'],
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: said(request), refusal: null, annotations: [] },
      logprobs: null,
      finish_reason: 'stop',
    },
  ],
  usage: { prompt_tokens: 412, completion_tokens: 288, total_tokens: 700 },
  service_tier: 'default',
});

const chatProblems = (request: SeenRequest): (string | false)[] => [
  isJsonRequest(request),
  hasText(request.json?.['model'], 'model'),
  !Array.isArray(request.json?.['messages']) && 'messages is not a list',
  request.json?.['stream'] === true && 'an answer in one piece was expected',
  isScriptWanted(request) && !hasSchema(request.json?.['response_format']) && 'response_format has no JSON schema',
];
const hasSchema = (format: unknown): boolean =>
  typeof (format as { json_schema?: { schema?: unknown } } | undefined)?.json_schema?.schema === 'object';

const modelList = (...ids: string[]): object => ({
  object: 'list',
  data: ids.map((id) => ({ id, object: 'model', created: 1_740_000_000, owned_by: 'system' })),
});

const chat: Protocol['routes'][number] = {
  name: 'LLM',
  method: 'POST',
  path: /^\/chat\/completions$/,
  problems: chatProblems,
  answer: (request) => ({ body: chatCompletion(request) }),
};

export const openaiChat: Protocol['routes'] = [
  chat,
  {
    name: 'check',
    method: 'GET',
    path: /^\/models$/,
    answer: () => ({ body: modelList('gpt-4.1-mini', 'gpt-4.1', 'gpt-4o-mini-tts', 'gpt-image-1') }),
  },
];

/** Ollama and LM Studio. */
export const localLlm: Protocol = {
  provider: 'LocalLLM',
  mount: '/local-llm/v1',
  routes: [
    chat,
    {
      name: 'check',
      method: 'GET',
      path: /^\/models$/,
      answer: () => ({ body: modelList('llama3.2:latest', 'qwen3:8b') }),
    },
  ],
};

/** https://docs.anthropic.com/en/api/messages */
export const anthropic: Protocol = {
  provider: 'Anthropic',
  mount: '/anthropic/v1',
  keyName: 'ANTHROPIC_API_KEY',
  keyOf: ({ headers }) => headers['x-api-key'],
  routes: [
    {
      name: 'LLM',
      method: 'POST',
      path: /^\/messages$/,
      problems: (request) => [
        isJsonRequest(request),
        !request.headers['anthropic-version'] && 'anthropic-version is missing',
        hasText(request.json?.['model'], 'model'),
        typeof request.json?.['max_tokens'] !== 'number' && 'max_tokens is missing',
        !Array.isArray(request.json?.['messages']) && 'messages is not a list',
      ],
      answer: ({ json }) => ({
        headers: { 'request-id': 'req_018EeWyXxfu5pfWkrYcMdjWG' },
        body: {
          id: 'msg_013Zva2CMHLNnXjNJJKqJ2EF',
          type: 'message',
          role: 'assistant',
          model: json?.['model'],
          content: [{ type: 'text', text: said({ json }) }],
          stop_reason: 'end_turn',
          stop_sequence: null,
          usage: { input_tokens: 412, output_tokens: 288, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 },
        },
      }),
    },
    {
      name: 'check',
      method: 'GET',
      path: /^\/models$/,
      problems: ({ headers }) => [!headers['anthropic-version'] && 'anthropic-version is missing'],
      answer: () => ({
        body: {
          data: [
            {
              type: 'model',
              id: 'claude-haiku-4-5',
              display_name: 'Claude Haiku 4.5',
              created_at: '2025-10-01T00:00:00Z',
            },
          ],
          has_more: false,
          first_id: 'claude-haiku-4-5',
          last_id: 'claude-haiku-4-5',
        },
      }),
    },
  ],
};

/** https://ai.google.dev/api/generate-content */
export const google: Protocol = {
  provider: 'Google',
  mount: '/google/v1beta',
  keyName: 'GOOGLE_API_KEY',
  keyOf: ({ headers, query }) => headers['x-goog-api-key'] ?? query.get('key') ?? undefined,
  routes: [
    {
      name: 'LLM',
      method: 'POST',
      path: /^\/models\/[\w.-]+:generateContent$/,
      problems: (request) => [
        isJsonRequest(request),
        !Array.isArray(request.json?.['contents']) && 'contents is not a list',
        isScriptWanted(request) &&
          (request.json?.['generationConfig'] as { responseMimeType?: unknown } | undefined)?.responseMimeType !==
            'application/json' &&
          'responseMimeType is not application/json',
      ],
      answer: (request) => ({
        body: {
          candidates: [
            {
              content: { parts: [{ text: said(request) }], role: 'model' },
              finishReason: 'STOP',
              index: 0,
              safetyRatings: [],
            },
          ],
          usageMetadata: { promptTokenCount: 412, candidatesTokenCount: 288, totalTokenCount: 700 },
          modelVersion: 'gemini-2.5-flash',
          responseId: 'mAitaLmkHPPlz7IPvtfUqQ4',
        },
      }),
    },
    {
      name: 'check',
      method: 'GET',
      path: /^\/models$/,
      answer: () => ({
        body: {
          models: [
            {
              name: 'models/gemini-2.5-flash',
              displayName: 'Gemini 2.5 Flash',
              supportedGenerationMethods: ['generateContent'],
            },
            {
              name: 'models/text-embedding-004',
              displayName: 'Embedding',
              supportedGenerationMethods: ['embedContent'],
            },
          ],
        },
      }),
    },
  ],
};
