import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { uiOrigin } from './own-page.ts';
import { serveFile } from './serve-file.ts';

/** A file of the built window. Documents get a content security policy with a nonce of their own. */
export async function servePage(folder: string, request: Request): Promise<Response> {
  const path = pathWithin(folder, new URL(request.url).pathname);
  if (!path) return new Response(null, { status: 404 });
  const response = extname(path) === '.html' ? await serveDocument(path) : await serveFile(path, request);
  response.headers.set('x-content-type-options', 'nosniff');
  return response;
}

function pathWithin(folder: string, pathname: string): string | undefined {
  try {
    const path = join(folder, pathname === '/' ? 'index.html' : decodeURIComponent(pathname));
    return path.startsWith(folder + sep) && !path.includes('\0') ? path : undefined;
  } catch {
    return undefined; // a percent sign without its two digits
  }
}

async function serveDocument(path: string): Promise<Response> {
  const html = await readFile(path, 'utf8').catch(() => undefined);
  if (html === undefined) return new Response(null, { status: 404 });
  const nonce = randomBytes(16).toString('base64url');
  return new Response(html.replaceAll('__NONCE__', nonce), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(nonce),
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      // A document from a cache would bring an old nonce with it.
      'cache-control': 'no-store',
    },
  });
}

/** Scripts from our own files only; styles also where they carry this document's nonce, as Fluent's do. */
const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src ${uiOrigin}`,
    `style-src ${uiOrigin} 'nonce-${nonce}'`,
    `img-src ${uiOrigin} app://media data: blob:`,
    `media-src ${uiOrigin} app://media blob:`,
    `font-src ${uiOrigin}`,
    `connect-src ${uiOrigin} app://media`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
