import { endOrphansOf } from './orphan-guard.ts';

// Started as a process of its own, see `startSupervisor`.
await endOrphansOf(process.argv[2] ?? '');
