import { ranks, type Finding } from './finding.ts';

/** One text while it is searched; detectors report to it and ask it nothing else. */
export interface Scan {
  readonly text: string;
  readonly findings: Finding[];
  /** Up to here names and their values have been read: a value is not searched for names again. */
  readUntil: number;
  commandUntil: number;
  commandCount: number;
  callUntil: number;
  pemUntil: number;
  nextPemEnd: number;
  addressUntil: number;
  queryUntil: number;
  tokenUntil: number;
  containerUntil: number;
  tableUntil: number;
  nextAt: number;
  /** How far each shape has been tried: the rest of a run that did not fit does not fit either. */
  readonly triedUntil: Map<unknown, number>;
}

export const startScan = (text: string): Scan => ({
  text,
  findings: [],
  readUntil: 0,
  commandUntil: 0,
  commandCount: 0,
  callUntil: 0,
  pemUntil: 0,
  nextPemEnd: 0,
  addressUntil: 0,
  queryUntil: 0,
  tokenUntil: 0,
  containerUntil: 0,
  tableUntil: 0,
  nextAt: -1,
  triedUntil: new Map(),
});

export interface Found {
  rule: string;
  start: number;
  end: number;
  from?: number;
  rank?: number;
  secret?: string;
}

export function report(scan: Scan, { rule, start, end, from = start, rank = ranks.named, secret }: Found): void {
  if (end <= start) return;
  scan.findings.push({ rule, start, end, from, rank, secret: secret ?? scan.text.slice(start, end) });
}
