import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '../../src-shared/ipc.ts';

// The one file of src-main that runs in a page; the DOM's types stay out of the rest.
declare const window: { postMessage(message: unknown, origin: string, ports: readonly unknown[]): void };
interface FilesEvent {
  isTrusted: boolean;
  dataTransfer?: { files: Iterable<never> } | null;
  target?: { files?: Iterable<never> | null } | null;
}
declare function addEventListener(
  type: 'drop' | 'change',
  listener: (event: FilesEvent) => void,
  isCapturing: boolean,
): void;
declare const location: { origin: string };

const bridge: Bridge = {
  call: (name, input, correlationId) => ipcRenderer.invoke('call', name, input, correlationId),
  open: (id, name, input) => ipcRenderer.send('open', id, name, input),
};
contextBridge.exposeInMainWorld('bridge', bridge);

// A port cannot cross the context bridge as a value; posted to the page, it can.
ipcRenderer.on('port', (event, streamPort: string) => {
  window.postMessage({ streamPort }, location.origin, event.ports);
});

// A drop or a choice is the user's own hand, so its paths may be read; the page never learns them and cannot make one up.
function tellPaths({ isTrusted, dataTransfer, target }: FilesEvent): void {
  const files = dataTransfer?.files ?? target?.files;
  if (!isTrusted || !files) return;
  ipcRenderer.send(
    'dropped',
    Array.from(files, (file) => webUtils.getPathForFile(file)),
  );
}
addEventListener('drop', tellPaths, true);
addEventListener('change', tellPaths, true);
