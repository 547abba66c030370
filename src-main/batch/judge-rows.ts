import { randomUUID } from 'node:crypto';
import type { BatchWishes, SourceRow } from '../../src-shared/batch.ts';
import { StudioError } from '../../src-shared/failure.ts';
import type { RowVerdict } from './batch-store.ts';
import { checkRow, refusalOf, type CheckedRow } from './check-row.ts';
import { nameOutputs } from './output-names.ts';

/** A verdict for each row, before anything is made of it. */
export async function judgeRows(
  sources: readonly SourceRow[],
  wishes: BatchWishes,
  dataFolder: string,
): Promise<RowVerdict[]> {
  const checked = new Map<number, CheckedRow | StudioError>();
  for (const source of sources) {
    checked.set(source.row, await checkRow(source, wishes, dataFolder).catch(refusal));
  }
  const usable = sources.flatMap((source) => {
    const found = checked.get(source.row);
    return found && !(found instanceof StudioError) ? [{ ...source, title: found.title }] : [];
  });
  const names = nameOutputs(usable);
  return sources.map((source) => verdictOf(source, checked.get(source.row), names.get(source.row)));
}

function verdictOf(
  source: SourceRow,
  found: CheckedRow | StudioError | undefined,
  name: string | StudioError | undefined,
): RowVerdict {
  const { row } = source;
  if (!found || found instanceof StudioError) return refused(source, found ?? new StudioError('UnknownError'));
  if (typeof name !== 'string') return refused(source, refusalOf(name ?? new StudioError('UnknownError'), source));
  return { row, title: found.title, outputName: name, request: found.request, filmSeconds: found.filmSeconds };
}

const refused = (source: SourceRow, error: StudioError): RowVerdict => ({
  row: source.row,
  title: titleOf(source),
  error: error.toFailure(randomUUID()),
});

/** What a row that cannot be made is called: its topic as far as there is one, else where it stands. */
function titleOf({ brief, ownText, place }: SourceRow): string {
  const { topic } = brief;
  const said = typeof topic === 'string' && topic.trim() !== '' ? topic : ownText?.markdown.trim().split('\n', 1)[0];
  return said?.replace(/^#+\s*/, '').slice(0, 120) || place;
}

function refusal(error: unknown): StudioError {
  if (error instanceof StudioError) return error;
  throw error;
}
