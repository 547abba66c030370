import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 100;
const SETTLE_MS = 50;

/** Does `work` while no other process holds `lockFile`; a lock whose owner has died is taken over. */
export async function withLock(lockFile, work) {
  mkdirSync(dirname(lockFile), { recursive: true });
  await acquire(lockFile);
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

async function acquire(lockFile) {
  let hasTakenOver = false;
  for (;;) {
    if (tryCreate(lockFile)) {
      // Two that found the same dead owner may each have moved the other's fresh lock aside: the last one stays.
      if (hasTakenOver) await sleep(SETTLE_MS);
      if (!hasTakenOver || ownerOf(lockFile) === process.pid) return;
    }
    const owner = ownerOf(lockFile);
    if (owner !== undefined && !isAlive(owner)) {
      hasTakenOver = true;
      moveAside(lockFile);
    } else {
      await sleep(POLL_MS);
    }
  }
}

function tryCreate(lockFile) {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function ownerOf(lockFile) {
  try {
    // Empty for the instant between its creation and its first byte.
    return Number(readFileSync(lockFile, 'utf8')) || undefined;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function moveAside(lockFile) {
  const aside = `${lockFile}.${process.pid}`;
  try {
    renameSync(lockFile, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}
