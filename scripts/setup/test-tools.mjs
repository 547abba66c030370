import { ensureDebianPackages } from './debian.mjs';
import { say } from './say.mjs';

/** What only tests use. Where it cannot be had they say what they leave out. */
export function ensureTestTools() {
  if (process.platform !== 'linux') return;
  try {
    ensureDebianPackages(['strace']);
  } catch (error) {
    say(`tests that look at system calls are left out: ${error.message}`);
  }
}
