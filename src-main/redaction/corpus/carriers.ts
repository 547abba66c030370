/** A text around a secret, as it turns up in real files; `needsNoName` ones carry the secret without its name. */
export interface Carrier {
  kind: string;
  needsNoName?: boolean;
  wrap: (secret: { name: string; value: string }) => string;
}

const camel = (name: string): string =>
  name.toLowerCase().replaceAll(/[_-]+([a-z])/g, (_, letter: string) => letter.toUpperCase());
const json = (value: unknown): string => JSON.stringify(value);
const percent = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

export const carriers: readonly Carrier[] = [
  {
    kind: 'log line',
    wrap: ({ name, value }) =>
      `2026-11-22T01:02:03.456Z ERROR [narration] request failed: ${name}=${value} status=401 durationMs=3021`,
  },
  {
    kind: 'log prose',
    needsNoName: true,
    wrap: ({ value }) => `[warn] provider refused ${value}, falling back to Template (attempt 2/3)`,
  },
  {
    kind: 'log quoted',
    needsNoName: true,
    wrap: ({ value }) => `Incorrect API key provided: ${value}. You can find your API key in your account.`,
  },
  { kind: 'log cjk', needsNoName: true, wrap: ({ value }) => `密钥${value}无效,请检查设置。` },
  {
    kind: 'json',
    wrap: ({ name, value }) => json({ level: 'error', [name]: value, attempt: 2, model: 'gpt-4o-mini' }),
  },
  {
    kind: 'json pretty',
    wrap: ({ name, value }) => JSON.stringify({ settings: { [camel(name)]: value, retries: 3 } }, undefined, 2),
  },
  { kind: 'json nested', wrap: ({ name, value }) => json({ msg: 'body', body: json({ [camel(name)]: value, n: 1 }) }) },
  { kind: 'json nested deep', wrap: ({ name, value }) => json({ a: json({ b: json({ [name]: value }) }) }) },
  {
    kind: 'json pair',
    wrap: ({ name, value }) =>
      json({
        headers: [
          { name, value },
          { name: 'Accept', value: '*/*' },
        ],
      }),
  },
  {
    kind: 'json unicode',
    wrap: ({ name, value }) =>
      json({ [name]: value }).replaceAll(
        /[=/+_-]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
  },
  {
    kind: 'url query',
    wrap: ({ name, value }) =>
      `GET https://api.example.com/v1/items?limit=5&${name.toLowerCase()}=${encodeURIComponent(value)}&page=2 HTTP/1.1`,
  },
  {
    kind: 'url nested',
    wrap: ({ name, value }) =>
      `https://login.example.com/?next=${encodeURIComponent(`https://api.example.com/x?${name.toLowerCase()}=${encodeURIComponent(value)}`)}`,
  },
  {
    kind: 'url login',
    needsNoName: true,
    wrap: ({ value }) =>
      `fatal: unable to access 'https://deploy:${encodeURIComponent(value)}@git.example.com/team/repo.git/': 403`,
  },
  { kind: 'bearer', needsNoName: true, wrap: ({ value }) => `> Authorization: Bearer ${value}` },
  { kind: 'header', wrap: ({ name, value }) => `${name.replaceAll('_', '-')}: ${value}\r` },
  {
    kind: 'curl',
    needsNoName: true,
    wrap: ({ value }) =>
      `curl -s -X POST https://api.example.com/v1/tts -H "Authorization: Bearer ${value}" -H 'Content-Type: application/json' -d '{"text":"hi"}'`,
  },
  {
    kind: 'curl key',
    needsNoName: true,
    wrap: ({ value }) => `curl -H 'x-api-key: ${value}' https://api.example.com/v1/models --max-time 30`,
  },
  {
    kind: 'js headers',
    needsNoName: true,
    wrap: ({ value }) => `headers: { 'xi-api-key': '${value}', accept: 'audio/mpeg' }`,
  },
  {
    kind: 'js raw headers',
    needsNoName: true,
    wrap: ({ value }) =>
      `rawHeaders: [ 'accept', '*/*', 'authorization', 'Bearer ${value}', 'host', 'api.example.com' ]`,
  },
  {
    kind: 'python headers',
    needsNoName: true,
    wrap: ({ value }) => `{'Authorization': 'Token ${value}', 'Accept': '*/*'}`,
  },
  {
    kind: 'env file',
    wrap: ({ name, value }) => `NODE_ENV=production\n${name.toUpperCase().replaceAll('-', '_')}=${value}\nPORT=3000`,
  },
  { kind: 'env export', wrap: ({ name, value }) => `export ${name.toUpperCase().replaceAll('-', '_')}="${value}"` },
  { kind: 'powershell', wrap: ({ name, value }) => `$env:${name.replaceAll('-', '_')} = '${value}'` },
  { kind: 'cmd', wrap: ({ name, value }) => `C:\\> set ${name.replaceAll('-', '_')}=${value}` },
  { kind: 'yaml', wrap: ({ name, value }) => `provider:\n  ${camel(name)}: ${value}   # rotate monthly\n  retries: 3` },
  { kind: 'yaml quoted', wrap: ({ name, value }) => `  - name: ${name}\n    value: "${value}"` },
  { kind: 'yaml block', wrap: ({ name, value }) => `${name}: |-\n  ${value}\nnext: 1` },
  { kind: 'toml', wrap: ({ name, value }) => `[auth]\n${camel(name)} = "${value}"\ntimeout = 30` },
  { kind: 'ini', wrap: ({ name, value }) => `[default]\n${name.toLowerCase()} = ${value}\nregion = eu-west-1` },
  {
    kind: 'xml element',
    wrap: ({ name, value }) => `<config><${camel(name)}>${value}</${camel(name)}><retries>3</retries></config>`,
  },
  { kind: 'xml attribute', wrap: ({ name, value }) => `<add key="${name}" value="${value}" />` },
  {
    kind: 'ffmpeg',
    needsNoName: true,
    wrap: ({ value }) =>
      `ffmpeg -hide_banner -headers "Authorization: Bearer ${value}\\r\\nX-Job: 1\\r\\n" -i https://cdn.example.com/a.mp4 -c:v libx264 -crf 20 out.mp4`,
  },
  {
    kind: 'ffmpeg url',
    needsNoName: true,
    wrap: ({ value }) =>
      `[https @ 0x55d0c8] HTTP error 403 Forbidden\nhttps://cdn.example.com/a.mp4?token=${encodeURIComponent(value)}: Server returned 403`,
  },
  {
    kind: 'stack trace',
    wrap: ({ name, value }) =>
      `Error: 401 {"error":"bad key","${name}":"${value}"}\n    at request (file:///app/out/main/aura.js:120:11)\n    at async narrate (file:///app/out/main/aura.js:340:5)`,
  },
  {
    kind: 'command line',
    wrap: ({ name, value }) => `$ tool upload --${name.toLowerCase().replaceAll('_', '-')} ${value} --verbose out.mp4`,
  },
  {
    kind: 'command equals',
    wrap: ({ name, value }) => `spawn tool ["--${name.toLowerCase().replaceAll('_', '-')}=${value}","--json"]`,
  },
  {
    kind: 'docker',
    wrap: ({ name, value }) => `docker run --rm -e ${name.replaceAll('-', '_')}=${value} -p 8080:80 image:1.2.3`,
  },
  {
    kind: 'connection string',
    needsNoName: true,
    wrap: ({ value }) => `Server=db.internal;Database=app;User Id=app;Password=${value};Encrypt=True`,
  },
  {
    kind: 'postgres url',
    needsNoName: true,
    wrap: ({ value }) => `DATABASE=postgres://app:${encodeURIComponent(value)}@db.internal:5432/app?sslmode=require`,
  },
  { kind: 'set call', wrap: ({ name, value }) => `  request.setHeader("${name}", "${value}");` },
  { kind: 'python repr', wrap: ({ name, value }) => `Config(${camel(name)}='${value}', retries=3)` },
  { kind: 'go struct', wrap: ({ name, value }) => `{Region:eu ${camel(name)}:${value} Retries:3}` },
  { kind: 'ruby hash', wrap: ({ name, value }) => `{:${name.toLowerCase().replaceAll('-', '_')}=>"${value}", :n=>1}` },
  { kind: 'markdown table', wrap: ({ name, value }) => `| ${name} | ${value} |` },
  { kind: 'markdown bold', wrap: ({ name, value }) => `- **${name}:** \`${value}\`` },
  { kind: 'html entities', wrap: ({ name, value }) => `{&quot;${name}&quot;:&quot;${value}&quot;}` },
  {
    kind: 'colours',
    needsNoName: true,
    wrap: ({ value }) => `\u001b[33mpassword\u001b[0m=\u001b[32m${value}\u001b[0m done`,
  },
  { kind: 'utf-16', wrap: ({ name, value }) => `${name}=${value}\n`.split('').join('\0') },
  {
    kind: 'base64 json',
    wrap: ({ name, value }) => `payload: ${Buffer.from(json({ id: 7, [name]: value })).toString('base64')}`,
  },
  {
    kind: 'base64 basic',
    needsNoName: true,
    wrap: ({ value }) => `authorization: Basic ${Buffer.from(`deploy:${value}`).toString('base64')}`,
  },
  { kind: 'percent whole', wrap: ({ name, value }) => `body=${percent(`${name}=${value}`)}` },
  { kind: 'hex', wrap: ({ name, value }) => `dump ${Buffer.from(`${name}=${value}`).toString('hex')}` },
  {
    kind: 'powershell encoded',
    wrap: ({ name, value }) =>
      `powershell -EncodedCommand ${Buffer.from(`$env:${name.replaceAll('-', '_')}="${value}"`, 'utf16le').toString('base64')}`,
  },
  {
    kind: 'cookie',
    needsNoName: true,
    wrap: ({ value }) => `Set-Cookie: session=${value}; Path=/; HttpOnly; Max-Age=3600`,
  },
  {
    kind: 'multipart',
    wrap: ({ name, value }) => `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--boundary`,
  },
  {
    kind: 'folded header',
    needsNoName: true,
    wrap: ({ value }) => `Authorization:\r\n  Bearer ${value}\r\nAccept: */*`,
  },
];
