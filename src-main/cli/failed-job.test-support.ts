import { chmod, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Job } from '../../src-shared/job.ts';
import { findFfmpeg } from '../ffmpeg/find-binaries.ts';
import { runWithCorrelation } from '../logging/correlation.ts';
import { log } from '../logging/log.ts';
import type { Studio } from '../studio.ts';
import { classifyAnswer } from '../providers/http/classify-answer.ts';

/** Put together here, so that no scanner takes the repository for a leak. */
const joined = (...parts: string[]): string => parts.join('');

/** Forty kinds of what must not leave this computer. */
export const canaries = {
  openai: joined('sk-', 'proj-', 'q7Zebra', 'Lamp4x91T3BlbkFJ', 'w8Kd02mVbYtR5uPa'),
  anthropic: joined('sk-', 'ant-', 'api03-', 'Zq81mNvT4kLpRs7wXyB2cDfG9hJ0aEiU3oQnMzVt5rW6', 'xKpL'),
  elevenlabs: joined('sk_', '4f9a1c7e2b8d', '6035e9f1a2b3c4d5e6f708192a3b4c5d6e7f'),
  google: joined('AI', 'zaSyD4kQ9', 'mZ7xR2bV8nT5wL1cG6hJ3pF0sYuE'),
  pexels: joined('563492ad6f917000', '01000001', '7c1d9e2f4b6a8035d2e4f6a8b0c2d4e6'),
  pixabay: joined('41', '837265-', '9f2c7a1e5b8d3046f7a9c1e3b'),
  unsplash: joined('Hq3vXz8', 'KpW2mN5tRbY7cLd0FgJ4sAeU9iOxQ6kTzVn1Pw'),
  stability: joined('sk-', 'M4xQ8vZt2KpW7nRbY5cLd0FgJ3sAeU9iOhTzVn1PwXq6mKr'),
  github: joined('gh', 'p_', 'k2Lq9vXz8KpW3mN5tRbY7cLd0FgJ4sAeU9iO'),
  gitlab: joined('gl', 'pat-', 'x7Kq2vNz9LpW4mR8tYbC'),
  slack: joined('xo', 'xb-', '293847561029-3847561029384-', 'Kq7vXz2LpW9mN4tRbY8cLd1F'),
  stripe: joined('sk_', 'live_', '4eC39HqLyjWDarjtT1zdp7dcQ9'),
  awsId: joined('AK', 'IAQ7ZEBRALAMPX42'),
  awsSecret: joined('wJalrXUtnFEMI', '/K7MDENG+bPxRfiCYzebraKEYx'),
  azureStorage: joined('n4Kq8vXz2LpW9mN5tRbY7cLd0FgJ', '+sAeU6iOhTzVn1PwXq3mKr/Zb8vQ=='),
  npm: joined('np', 'm_', 'Zq4vXz8KpW2mN7tRbY5cLd9FgJ0sAeU3iOhT'),
  telegram: joined('7384920156', ':AA', 'Gk2Lq9vXz8KpW3mN5tRbY7cLd0FgJ4sAeU'),
  environment: joined('Quartz', '-Otter-', '83615', '-plum'),
  environmentKey: joined('Basalt', 'Heron', '-5521-', 'moss'),
  bearer: joined('bq', 'W3rT5yU7i', 'O9pA1sD3fG5hJ7kL9'),
  basicPassword: joined('ferry', 'Boat', '+7731'),
  jwt: joined('eyJhbGciOiJIUzI1NiJ9', '.', 'eyJzdWIiOiJ3aWxoZWxtaW5lIn0', '.', 'c2lnbmF0dXJlLW9mLXRoZS10b2tlbg'),
  password: joined('hunter', '-Walrus', '-77!'),
  formerPassword: joined('Teal', 'Gecko', '9#x'),
  login: joined('swordfish', 'Basalt', '42'),
  baseUrlLogin: joined('copper', 'Lynx', '8814'),
  query: joined('gk9', 'ThistleRow', '8842'),
  signature: joined('9c1e5b8d3046f7a9', 'c1e3b5d7f9a1c3e5b7d9f1a3c5e7b9d1f3a5c7e9b1d3f5a7'),
  cookie: joined('sess', 'ionValue', '93kdQx71'),
  setCookie: joined('qv', 'Marble', '55Zk9Lr2'),
  pem: joined('MIIEvQIBADANBgkqhkiG9w0', 'BAQEFAASCBKcwggSjAgEAAoIBAQC7'),
  splitPem: joined('b3BlbnNzaC1rZXktdjEAAAAABG5v', 'bmUAAAAEbm9uZQAAAAAAAAABAAAB'),
  email: joined('wilhelmine', '@', 'harbour-lights.org'),
  phone: joined('+49 ', '30 ', '9018', '24775'),
  homeName: joined('wilhel', 'mina-strand'),
  windowsHome: joined('Ottoline', 'Quarrybank'),
  address: joined('203.0', '.113', '.77'),
  ipv6: joined('2001:db8', ':85a3:8d3:1319', ':8a2e:370:7348'),
  mac: joined('3c:22', ':fb:9a', ':41:7e'),
  iban: joined('DE89 3704 ', '0044 0532 ', '0130 00'),
};

const percent = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

/** What FFmpeg says last: headers, addresses, paths, keys over several lines, and all the forms that escapes give them. */
export const ffmpegWords = [
  `Authorization: Bearer ${canaries.bearer}`,
  `Authorization: Basic ${Buffer.from(`wilma:${canaries.basicPassword}`).toString('base64')}`,
  `Cookie: session=${canaries.cookie}; path=/`,
  `Set-Cookie: sid=${canaries.setCookie}; HttpOnly`,
  `https://wilma:${canaries.login}@media.example/clip?api_key=${canaries.query}&x=1`,
  `https://bucket.example/clip?X-Amz-Signature=${canaries.signature}`,
  `token ${canaries.jwt}`,
  `password=${canaries.password}`,
  `<password>${canaries.formerPassword}</password>`,
  joined('-----BEGIN ', 'PRIVATE KEY-----'),
  canaries.pem,
  joined('-----END ', 'PRIVATE KEY-----'),
  `{"key":"${joined('-----BEGIN ', 'OPENSSH PRIVATE KEY-----')}\\n${canaries.splitPem}\\n${joined('-----END ', 'OPENSSH PRIVATE KEY-----')}"}`,
  `/home/${canaries.homeName}/films/in.wav: Invalid data, peer ${canaries.address}`,
  `C:\\Users\\${canaries.windowsHome}\\Videos\\in.wav, peer [${canaries.ipv6}], ${canaries.mac}`,
  `{"env":"{\\"ELEVENLABS_API_KEY\\":\\"${canaries.elevenlabs}\\"}"}`,
  `env ${Buffer.from(canaries.environment).toString('base64')} ${encodeURIComponent(canaries.environment)} ${percent(canaries.environment)}`,
  `hex ${Buffer.from(canaries.environmentKey).toString('hex')}`,
  `AccountKey=${canaries.azureStorage};EndpointSuffix=core.windows.net`,
  `aws_secret_access_key = ${canaries.awsSecret} # ${canaries.awsId}`,
  `npm ${canaries.npm} bot${canaries.telegram} ${canaries.gitlab} ${canaries.slack}`,
  `call ${canaries.phone}, pay ${canaries.iban}`,
  'av_interleaved_write_frame(): No space left on device',
];

/** Says what it is, as the real one does, and fails at everything else. */
export async function fakeFfmpeg(folder: string): Promise<string> {
  const path = join(folder, 'ffmpeg');
  await writeFile(join(folder, 'words.txt'), `${ffmpegWords.join('\n')}\n`);
  const asks = '*-version*|*-filters*|*-encoders*';
  const script = `#!/bin/sh\ncase "$*" in ${asks}) exec '${await findFfmpeg(undefined)}' "$@";; esac\ncat '${folder}/words.txt' >&2\nexit 1\n`;
  await writeFile(path, script);
  await chmod(path, 0o755);
  return path;
}

export const quotedAnswer = JSON.stringify({
  error: {
    message: `Bad request by ${canaries.email}: key ${canaries.google}, ${canaries.stability} and ${canaries.github} at ${canaries.address}`,
    type: 'invalid_request_error',
    headers: { 'x-api-key': canaries.unsplash, authorization: `Bearer ${canaries.bearer}` },
  },
});

/** A provider that refuses and quotes what it was sent, as some do. */
export async function quotingProvider(): Promise<{ server: Server; baseUrl: string }> {
  const server = createServer((_request, response) => {
    response.writeHead(400, { 'content-type': 'application/json', 'x-request-id': 'req_1' });
    response.end(quotedAnswer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` };
}

/** Every form that a secret may hide in. */
export function formsOf(secret: string): Buffer[] {
  const bytes = Buffer.from(secret);
  const inner = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    return encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  });
  const texts = [
    secret,
    encodeURIComponent(secret),
    percent(secret),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll('/', String.raw`\/`),
    [...secret].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...inner,
    ...inner.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ];
  return [
    ...texts.map((text) => Buffer.from(text)),
    Buffer.from(secret, 'utf16le'),
    Buffer.from(secret, 'utf16le').swap16(),
    Buffer.from(Buffer.from(secret, 'utf16le').toString('base64').slice(0, -4)),
    Buffer.from([...secret].map((sign) => `&#${sign.charCodeAt(0)};`).join('')),
  ];
}

/** What stands in the environment of the process. */
export const planted = {
  OPENAI_API_KEY: canaries.openai,
  STUDIO_PASSWORD: canaries.environment,
  RENDER_SECRET_KEY: canaries.environmentKey,
  PEXELS_API_KEY: canaries.pexels,
  PIXABAY_API_KEY: canaries.pixabay,
  UNSPLASH_ACCESS_KEY: canaries.unsplash,
  AWS_SECRET_ACCESS_KEY: canaries.awsSecret,
};

/** As the door to the providers does it: the answer's body goes into the failure, the failure into the log. */
export async function logRefusal(job: Job, baseUrl: string): Promise<void> {
  const answer = await fetch(`${baseUrl}/chat/completions`, { method: 'POST' });
  const failure = classifyAnswer({ provider: 'OpenAI', status: answer.status, headers: {}, body: await answer.text() });
  const { jobId, correlationId } = job;
  runWithCorrelation(correlationId, () => log.warn('OpenAI refused the request', { ...failure.toFailure('') }), {
    jobId,
  });
}

/** The same secrets by another way: a batch's file, and a debug session that listens to what the provider answers. */
export async function runBatchInDebug(studio: Studio, folder: string): Promise<void> {
  await studio.settings.set('providers.llm.primary', 'OpenAI');
  await studio.debug.enable();
  const rows = join(folder, `rows of ${canaries.stability}.csv`);
  await writeFile(rows, `topic,audience,durationSeconds\nMist ${canaries.stability},of ${canaries.email},10\n`);
  const { batch } = await studio.batches.open(rows, { outputFolder: join(folder, 'batch') });
  await studio.batches.start(batch.batchId);
  const ended = await studio.batches.whenAtRest(batch.batchId);
  await studio.settings.set('providers.llm.primary', null);
  const { bundleId } = await studio.diagnostics.createBundle(ended.rows[0]?.jobId ?? '');
  await studio.diagnostics.saveBundle(bundleId, join(folder, 'batch.zip'));
  await writeFile(
    join(folder, 'report.md'),
    studio.diagnostics.reportText(await studio.diagnostics.report(), 'markdown'),
  );
}
