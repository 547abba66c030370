/** The last word of every test command, and its exit code. */
export function reportCounts({ passed, failed }) {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
