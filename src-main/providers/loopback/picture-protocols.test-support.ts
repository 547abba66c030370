import { testPng } from './media.test-support.ts';
import {
  bearer,
  hasText,
  isJsonRequest,
  type Protocol,
  type Route,
  type SeenRequest,
} from './protocol.test-support.ts';

const numbers = [1, 2, 3, 4, 5, 6];
const clientId = ({ headers }: SeenRequest): string | undefined =>
  /^Client-ID (.+)$/.exec(headers['authorization'] ?? '')?.[1];
const download = (mount: string): Route => ({
  name: 'download',
  method: 'GET',
  path: /^\/files\/\d+\.png$/,
  // The files lie on a server for files: it must not be given the key.
  problems: ({ headers }) => [headers['authorization'] !== undefined && `the key was sent to the files of ${mount}`],
  answer: ({ path }) => ({
    headers: { 'content-type': 'image/png' },
    body: testPng(1600, 900, Number(/\d+/.exec(path)?.[0])),
  }),
});
const fileUrl = (origin: string, mount: string, number: number): string => `${origin}${mount}/files/${number}.png`;

/** https://www.pexels.com/api/documentation/#photos-search */
const pexelsPage = (origin: string): object => ({
  total_results: 6,
  page: 1,
  per_page: 15,
  photos: numbers.map((id) => {
    const file = fileUrl(origin, '/pexels/v1', id);
    return {
      id,
      width: 1600,
      height: 900,
      url: `https://www.pexels.com/photo/test-${id}/`,
      photographer: `Person ${id}`,
      photographer_url: `https://www.pexels.com/@person-${id}`,
      photographer_id: 680_000 + id,
      avg_color: '#978E82',
      src: {
        original: file,
        large2x: file,
        large: file,
        medium: file,
        small: file,
        portrait: file,
        landscape: file,
        tiny: file,
      },
      liked: false,
      alt: 'A test picture',
    };
  }),
});

export const pexels: Protocol = {
  provider: 'Pexels',
  mount: '/pexels/v1',
  keyName: 'PEXELS_API_KEY',
  keyOf: ({ headers }) => headers['authorization'],
  routes: [
    {
      name: 'Images',
      method: 'GET',
      path: /^\/search$/,
      problems: ({ query }) => [
        hasText(query.get('query'), 'query'),
        !['landscape', 'portrait', 'square'].includes(query.get('orientation') ?? '') && 'orientation is unknown',
        Number(query.get('per_page')) > 80 && 'per_page is more than 80',
      ],
      answer: (_request, origin) => ({
        headers: { 'x-ratelimit-remaining': '199', 'x-ratelimit-limit': '200' },
        body: pexelsPage(origin),
      }),
    },
    {
      name: 'check',
      method: 'GET',
      path: /^\/curated$/,
      answer: (_request, origin) => ({
        headers: { 'x-ratelimit-remaining': '198', 'x-ratelimit-limit': '200' },
        body: pexelsPage(origin),
      }),
    },
    download('Pexels'),
  ],
};

/** https://pixabay.com/api/docs/ */
export const pixabay: Protocol = {
  provider: 'Pixabay',
  mount: '/pixabay/api',
  keyName: 'PIXABAY_API_KEY',
  keyOf: ({ query }) => query.get('key') ?? undefined,
  routes: [
    {
      name: 'Images',
      method: 'GET',
      path: /^\/$/,
      problems: ({ query }) => [
        hasText(query.get('q'), 'q'),
        (query.get('q') ?? '').length > 100 && 'q is longer than 100 characters',
        Number(query.get('per_page') ?? 20) < 3 && 'per_page is less than 3',
      ],
      answer: (_request, origin) => ({
        headers: { 'x-ratelimit-remaining': '99', 'x-ratelimit-limit': '100' },
        body: {
          total: 6,
          totalHits: 6,
          hits: numbers.map((id) => ({
            id,
            pageURL: `https://pixabay.com/photos/test-${id}/`,
            type: 'photo',
            tags: 'test, picture',
            webformatURL: fileUrl(origin, '/pixabay/api', id),
            largeImageURL: fileUrl(origin, '/pixabay/api', id),
            imageWidth: 1600,
            imageHeight: 900,
            user_id: 48_777 + id,
            user: `Person ${id}`,
          })),
        },
      }),
    },
    download('Pixabay'),
  ],
};

/** https://unsplash.com/documentation#search-photos */
const unsplashPhotos = (origin: string): object[] =>
  numbers.map((id) => ({
    id: `photo${id}`,
    width: 1600,
    height: 900,
    color: '#A7A2A1',
    alt_description: 'a test picture',
    urls: {
      raw: fileUrl(origin, '/unsplash', id),
      full: fileUrl(origin, '/unsplash', id),
      regular: fileUrl(origin, '/unsplash', id),
    },
    links: {
      html: `https://unsplash.com/photos/photo${id}`,
      download_location: `${origin}/unsplash/photos/photo${id}/download?ixid=M3w${id}`,
    },
    user: { name: `Person ${id}`, username: `person${id}`, links: { html: `https://unsplash.com/@person${id}` } },
  }));

export const unsplash: Protocol = {
  provider: 'Unsplash',
  mount: '/unsplash',
  keyName: 'UNSPLASH_ACCESS_KEY',
  keyOf: clientId,
  routes: [
    {
      name: 'Images',
      method: 'GET',
      path: /^\/search\/photos$/,
      problems: ({ query }) => [
        hasText(query.get('query'), 'query'),
        !['landscape', 'portrait', 'squarish'].includes(query.get('orientation') ?? '') && 'orientation is unknown',
      ],
      answer: (_request, origin) => ({ body: { total: 6, total_pages: 1, results: unsplashPhotos(origin) } }),
    },
    {
      name: 'check',
      method: 'GET',
      path: /^\/photos$/,
      answer: (_request, origin) => ({
        headers: { 'x-ratelimit-limit': '50', 'x-ratelimit-remaining': '49' },
        body: unsplashPhotos(origin),
      }),
    },
    {
      name: 'used',
      method: 'GET',
      path: /^\/photos\/\w+\/download$/,
      answer: () => ({ body: { url: 'https://images.unsplash.com/photo-1' } }),
    },
    download('Unsplash'),
  ],
};

/** https://platform.openai.com/docs/api-reference/images/create */
export const openaiImages: Route[] = [
  {
    name: 'Images',
    method: 'POST',
    path: /^\/images\/generations$/,
    problems: (request) => [
      isJsonRequest(request),
      hasText(request.json?.['prompt'], 'prompt'),
      !['1024x1024', '1536x1024', '1024x1536', 'auto'].includes(String(request.json?.['size'])) && 'size is unknown',
      request.json?.['response_format'] !== undefined && 'gpt-image-1 takes no response_format',
    ],
    answer: ({ json }) => {
      const [width = 1024, height = 1024] = String(json?.['size']).split('x').map(Number);
      return {
        body: {
          created: 1_780_000_000,
          data: [{ b64_json: testPng(width, height, 7).toString('base64') }],
          usage: {
            total_tokens: 1100,
            input_tokens: 28,
            output_tokens: 1072,
            input_tokens_details: { text_tokens: 28, image_tokens: 0 },
          },
        },
      };
    },
  },
];

/** https://platform.stability.ai/docs/api-reference#tag/Generate */
export const stability: Protocol = {
  provider: 'Stability',
  mount: '/stability',
  keyName: 'STABILITY_API_KEY',
  keyOf: bearer,
  routes: [
    {
      name: 'Images',
      method: 'POST',
      path: /^\/v2beta\/stable-image\/generate\/(?:core|ultra|sd3)$/,
      problems: ({ headers, text }) => [
        !/^multipart\/form-data; ?boundary=/.test(headers['content-type'] ?? '') &&
          'the body is not multipart/form-data',
        !text.includes('name="prompt"') && 'prompt is missing',
        !/^(?:image\/\*|application\/json)$/.test(headers['accept'] ?? '') &&
          'accept is neither image/* nor application/json',
      ],
      answer: () => ({
        headers: { 'content-type': 'image/png', 'finish-reason': 'SUCCESS', seed: '42' },
        body: testPng(1344, 768, 9),
      }),
    },
    { name: 'check', method: 'GET', path: /^\/v1\/user\/balance$/, answer: () => ({ body: { credits: 12.5 } }) },
  ],
};

/** https://github.com/AUTOMATIC1111/stable-diffusion-webui/wiki/API */
export const localDiffusion: Protocol = {
  provider: 'LocalDiffusion',
  mount: '/local-diffusion',
  routes: [
    {
      name: 'Images',
      method: 'POST',
      path: /^\/sdapi\/v1\/txt2img$/,
      problems: (request) => [
        isJsonRequest(request),
        hasText(request.json?.['prompt'], 'prompt'),
        Number(request.json?.['width']) % 8 !== 0 && 'width is not a multiple of 8',
        Number(request.json?.['height']) % 8 !== 0 && 'height is not a multiple of 8',
      ],
      answer: ({ json }) => ({
        body: {
          images: [testPng(Number(json?.['width']), Number(json?.['height']), 11).toString('base64')],
          parameters: json,
          info: '{"seed": 1}',
        },
      }),
    },
    {
      name: 'check',
      method: 'GET',
      path: /^\/sdapi\/v1\/sd-models$/,
      answer: () => ({
        headers: { 'content-type': 'application/json' },
        body: [
          {
            title: 'v1-5-pruned-emaonly.safetensors [6ce0161689]',
            model_name: 'v1-5-pruned-emaonly',
            hash: '6ce0161689',
          },
        ],
      }),
    },
  ],
};
