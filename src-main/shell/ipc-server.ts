import { ipcMain, MessageChannelMain, type MessagePortMain, type WebFrameMain } from 'electron';
import { randomUUID } from 'node:crypto';
import { StudioError } from '../../src-shared/failure.ts';
import type { Reply } from '../../src-shared/ipc.ts';
import { answerTimed, type Handlers } from './answer-call.ts';
import { isOwnPage } from './own-page.ts';
import { runStream, type Sources, type StreamPort } from './run-stream.ts';

interface IpcServerOptions {
  handlers: Handlers;
  sources: Sources;
  /** Told how long each call took. */
  onAnswered: (call: string, durationMs: number) => void;
  /** What the user dropped onto the window. */
  onDropped: (paths: unknown) => void;
  /** Told of every sender that was turned away. */
  onRefused: (refusal: { channel: string; sender: string }) => void;
}

/** Serves the whole contract over two channels, `call` for calls and `open` for streams; `dropped` only tells of a drop. */
export function serveIpc({ handlers, sources, onDropped, onRefused, onAnswered }: IpcServerOptions): void {
  const isRefused = (channel: string, frame: WebFrameMain | null): boolean => {
    if (isOwnTopFrame(frame)) return false;
    onRefused({ channel, sender: frame?.url ?? 'a frame that is gone' });
    return true;
  };

  ipcMain.handle('call', (event, name: unknown, input: unknown, correlationId: unknown) =>
    isRefused('call', event.senderFrame)
      ? strangeSender()
      : answerTimed(handlers, onAnswered, name, input, correlationId),
  );

  ipcMain.on('dropped', (event, paths: unknown) => {
    if (!isRefused('dropped', event.senderFrame)) onDropped(paths);
  });

  ipcMain.on('open', (event, id: unknown, name: unknown, input: unknown) => {
    const frame = event.senderFrame;
    if (isRefused('open', frame) || !frame || typeof id !== 'string') return;
    const { port1, port2 } = new MessageChannelMain();
    frame.postMessage('port', id, [port2]);
    void runStream(sources, streamPort(port1), name, input);
  });
}

/** Top frames of our own pages only: a frame within a page has no business with the studio. */
const isOwnTopFrame = (frame: WebFrameMain | null): boolean =>
  frame !== null && frame.parent === null && isOwnPage(frame.url);

function strangeSender(): Reply<unknown> {
  const error = new StudioError('InvalidInput:sender', {
    message: 'This page may not ask the studio for anything.',
    remediation: 'Close it. Only the studio’s own window is answered.',
  });
  return { ok: false, error: error.toFailure(randomUUID()) };
}

function streamPort(port: MessagePortMain): StreamPort {
  port.start();
  return {
    send: (message) => port.postMessage(message),
    onRequest: (listener) => port.on('message', (event) => listener(event.data)),
    onClose: (listener) => port.on('close', listener),
    close: () => port.close(),
  };
}
