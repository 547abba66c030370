import type { BatchWishes, SourceRow } from '../../src-shared/batch.ts';
import { failureArgument, failureFamily, StudioError, type FailureCode } from '../../src-shared/failure.ts';
import type { JobRequest, JobRequestInput } from '../../src-shared/job.ts';
import { checkContent } from '../jobs/check-request.ts';
import { estimateSeconds } from '../pipeline/estimate-disk.ts';
import { withFrontMatter } from '../pipeline/front-matter.ts';
import { parseOwnText } from '../pipeline/own-text.ts';

export interface CheckedRow {
  title: string;
  request: JobRequest;
  /** About how long the film will be. */
  filmSeconds: number;
}

/** What a row can be made of, with what the batch says of all its films. Throws what is wrong, with row and field. */
export async function checkRow(source: SourceRow, wishes: BatchWishes, dataFolder: string): Promise<CheckedRow> {
  try {
    if (source.problem) throw savedProblem(source.problem);
    const { request, material } = await checkContent(await requestOf(source, wishes, dataFolder), dataFolder);
    return { title: material.title, request, filmSeconds: estimateSeconds(material) };
  } catch (error) {
    throw error instanceof StudioError ? refusalOf(error, source) : error;
  }
}

async function requestOf(source: SourceRow, wishes: BatchWishes, dataFolder: string): Promise<JobRequestInput> {
  const { defaults, overrides, quality } = wishes;
  const brief = { ...defaults, ...source.brief, ...overrides };
  const render = quality === undefined ? {} : { quality };
  // Unknown keys and wrong types are refused where every request is checked.
  if (!source.ownText) return { brief: brief as JobRequestInput['brief'], render };
  const ownText = { ...source.ownText, markdown: withFrontMatter(source.ownText.markdown, overrides) };
  const { title } = await parseOwnText(ownText, dataFolder);
  return { ownText, brief: { topic: title, ...brief } as JobRequestInput['brief'], render };
}

const savedProblem = ({ code, ...told }: NonNullable<SourceRow['problem']>): StudioError =>
  new StudioError(code as FailureCode, {
    message: told.message,
    ...(told.remediation !== undefined && { remediation: told.remediation }),
  });

/** Files are asked for by texts alone; there the code names the file. */
const fieldOf = ({ code }: StudioError): string =>
  failureFamily(code) === 'InvalidInput' ? failureArgument(code) : 'text';

/** The same refusal, with where in the file it stands: in words, and for programs. */
export function refusalOf(error: StudioError, { row, place }: Pick<SourceRow, 'row' | 'place'>): StudioError {
  const field = fieldOf(error);
  // “row” is what a broken line is refused by: there is no field to name.
  const isNamed = field === '' || field === 'row' || error.message.includes(field);
  return new StudioError(error.code, {
    message: `Row ${row}, ${place}${isNamed ? '' : `, ${field}`}: ${error.message}`,
    remediation:
      'Mend the row in its file, then press Look again, or Retry failed once the batch runs: the other films stay as they are.',
    details: { ...error.details, row, place, field: field || undefined },
    cause: error,
  });
}
