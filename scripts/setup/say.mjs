/** Set-up speaks on standard error, so that standard output stays the command's own. */
export const say = (text) => process.stderr.write(`set-up: ${text}\n`);
