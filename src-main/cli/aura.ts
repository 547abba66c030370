import { runAura } from './run-aura.ts';
import { createTerminal } from './terminal.ts';

const terminal = createTerminal();
const exitCode = await runAura(process.argv.slice(2), terminal);
// What a worker or a timer still holds open is of no use any more.
terminal.exit(exitCode);
