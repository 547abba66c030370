import { runProgram } from './run-program.mjs';
import { projectRoot } from './project-root.mjs';
import { setUp } from './setup.mjs';
import { installedElectron } from './setup/electron.mjs';

const isLinux = process.platform === 'linux';
if (isLinux && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  console.error('There is no display here. Without one: npm run sample -- --out sample.mp4');
  process.exit(1);
}
await setUp('packages', 'ffmpeg', 'electron', 'build');
// Chromium's sandbox refuses to run as root: https://crbug.com/638180
const flags = isLinux && process.getuid() === 0 ? ['--no-sandbox'] : [];
process.exitCode = await runProgram(installedElectron().binary, [...flags, projectRoot, ...process.argv.slice(2)]);
