import { join } from 'node:path';
import type { Report } from '../../../src-shared/report.ts';
import { readLog, type LogRecord } from '../../logging/read-log.ts';

type RecentError = Report['recentErrors'][number];

const dayMs = 86_400_000;
const daysBack = 7;
const mostSignatures = 50;

/** What went wrong in the last seven days, by its kind, the most frequent first. */
export async function recentErrors(dataFolder: string, now: Date): Promise<RecentError[]> {
  const from = new Date(now.getTime() - daysBack * dayMs).toISOString();
  const bySignature = new Map<string, RecentError>();
  for await (const record of readLog(join(dataFolder, 'logs'), { from })) {
    if (record.level === 'error' || record.level === 'warn') add(bySignature, record);
  }
  return [...bySignature.values()]
    .sort((one, other) => other.count - one.count || (one.lastAt < other.lastAt ? 1 : -1))
    .slice(0, mostSignatures);
}

function add(bySignature: Map<string, RecentError>, { message, data, timestamp, correlationId }: LogRecord): void {
  const code = typeof data?.['code'] === 'string' ? data['code'] : null;
  const signature = signatureOf(code === null ? message : `${message}: ${code}`);
  const known = bySignature.get(signature);
  bySignature.set(signature, {
    signature,
    code,
    count: (known?.count ?? 0) + 1,
    firstAt: known?.firstAt ?? timestamp,
    lastAt: timestamp,
    correlationId: correlationId ?? known?.correlationId ?? null,
  });
}

/** What tells one occurrence from the next is left out: job IDs, UUIDs, hashes, numbers. */
export const signatureOf = (text: string): string =>
  text
    .slice(0, 300)
    .replace(/\bJ-[0-9A-Z]{12}\b/g, 'J-…')
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '…')
    .replace(/\b[0-9a-f]{16,64}\b/gi, '…')
    .replace(/#?\d+(?:[.,]\d+)*/g, '#');
