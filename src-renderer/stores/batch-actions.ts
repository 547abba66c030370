import type { BatchDetail, BatchWishes, ReportFormat } from '../../src-shared/batch.ts';
import { call } from '../studio-client.ts';
import { showBatch } from './batch-store.ts';
import { goTo } from './route-store.ts';

function show(detail: BatchDetail | undefined): void {
  if (!detail) return;
  showBatch(detail);
  goTo({ page: 'batch', batchId: detail.batch.batchId });
}

export const chooseBatch = async (what: 'file' | 'folder'): Promise<void> =>
  show(await call('batches.choose', { what }));

/** Right after a drop: the main process knows what was dropped. */
export const openDropped = async (): Promise<void> => show(await call('batches.openDropped'));

export const startBatch = async (batchId: string): Promise<void> => show(await call('batches.start', { batchId }));
export const pauseBatch = async (batchId: string): Promise<void> => show(await call('batches.pause', { batchId }));
export const resumeBatch = async (batchId: string): Promise<void> => show(await call('batches.resume', { batchId }));
export const cancelBatch = async (batchId: string): Promise<void> => show(await call('batches.cancel', { batchId }));
export const retryFailedRows = async (batchId: string): Promise<void> =>
  show(await call('batches.retryFailed', { batchId }));
/** Another turn for a row that waits; 0 is next. */
export const moveRow = async (batchId: string, row: number, place: number): Promise<void> =>
  show(await call('batches.move', { batchId, row, place }));

export async function changeBatch(
  batchId: string,
  plan: { wishes?: BatchWishes; concurrency?: number; outputFolder?: string },
): Promise<void> {
  show(await call('batches.change', { batchId, ...plan }));
}

export async function chooseBatchFolder(batchId: string): Promise<void> {
  const outputFolder = await call('folders.choose');
  if (outputFolder !== undefined) await changeBatch(batchId, { outputFolder });
}

export async function discardBatch(batchId: string): Promise<void> {
  await call('batches.remove', { batchId });
  goTo({ page: 'batch' });
}

export const saveReport = (batchId: string, format: ReportFormat): Promise<string | undefined> =>
  call('batches.saveReport', { batchId, format });
