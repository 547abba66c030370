import { protocol } from 'electron';
import { join } from 'node:path';
import { appRoot } from '../runtime/app-files.ts';
import type { MediaAddresses } from './media-addresses.ts';
import { uiOrigin } from './own-page.ts';
import { serveFile } from './serve-file.ts';
import { servePage } from './serve-page.ts';

/** Must run before the app is ready, so main.ts calls it first of all. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
}

/** app://ui is the built window, app://media/TOKEN a file that the main process handed out; there is nothing else. */
export function serveAppScheme(media: MediaAddresses): void {
  const page = join(appRoot, 'out', 'renderer');
  protocol.handle('app', (request) => {
    const { host, pathname } = new URL(request.url);
    if (host === 'ui') return servePage(page, request);
    if (host === 'media') return serveMedia(media.pathOf(pathname.slice(1)), request);
    return new Response(null, { status: 404 });
  });
}

async function serveMedia(path: string | undefined, request: Request): Promise<Response> {
  const response = path === undefined ? new Response(null, { status: 404 }) : await serveFile(path, request);
  response.headers.set('x-content-type-options', 'nosniff');
  // Captions load as a cross-origin track: https://developer.mozilla.org/docs/Web/HTML/Element/track
  response.headers.set('access-control-allow-origin', uiOrigin);
  response.headers.set('cross-origin-resource-policy', 'cross-origin');
  return response;
}
