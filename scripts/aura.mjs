import { runAura } from './run-aura.mjs';

await runAura(process.argv.slice(2));
