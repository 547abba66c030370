import { runAura } from './run-aura.mjs';

await runAura(['sample', ...process.argv.slice(2)]);
