import { ensureElectron, installedElectron } from './setup/electron.mjs';

await ensureElectron();
console.error(`Electron ${installedElectron().version}`);
