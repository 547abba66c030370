/** Ends a child and all that it started. SIGTERM would let x264 flush for seconds and leave a file that looks whole. */
export function endProcessGroup(pid: number): void {
  try {
    // Windows knows no groups; a negative number means the whole group elsewhere.
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has already ended.
  }
}
