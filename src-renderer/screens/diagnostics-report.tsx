import { Button, makeStyles } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useState } from 'react';
import type { Report } from '../../src-shared/report.ts';
import { ago, count, size } from '../figures.ts';
import { ErrorCard } from '../parts/error-card.tsx';
import { ReportTable } from '../parts/report-table.tsx';
import { useRowStyles } from '../parts/row-styles.ts';
import { SavedNote } from '../parts/saved-note.tsx';
import { useAction } from '../stores/use-action.ts';
import { useAfter } from '../stores/use-after.ts';
import { useLoaded } from '../stores/use-loaded.ts';
import { call } from '../studio-client.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 12px' },
  words: { flexGrow: 1, flexBasis: '320px' },
});

const words = texts.report;

/** System, providers, errors, times and resources, as they would be saved. */
export function DiagnosticsReport() {
  const styles = useStyles();
  const rows = useRowStyles();
  const { data: report, failure, reload } = useLoaded('report', () => call('report.get'));
  const { run, isBusy, failure: saveFailure } = useAction();
  const [savedPath, setSavedPath] = useState<string>();
  const isSlow = useAfter(300);
  const save = (format: 'json' | 'markdown') => run(async () => setSavedPath(await call('report.save', { format })));
  const shownFailure = failure ?? saveFailure;
  return (
    <>
      <div className={styles.head}>
        <p className={`${rows.meta} ${styles.words}`}>
          {words.hint} {report && words.made(report.createdAt)}
        </p>
        <Button appearance="subtle" onClick={reload}>
          {words.again}
        </Button>
        <Button disabledFocusable={isBusy} onClick={() => void save('json')}>
          {words.saveJson}
        </Button>
        <Button
          appearance="primary"
          icon={<ArrowDownloadRegular />}
          disabledFocusable={isBusy}
          onClick={() => void save('markdown')}
        >
          {words.saveMarkdown}
        </Button>
      </div>
      {savedPath && <SavedNote path={savedPath} />}
      {shownFailure && <ErrorCard failure={shownFailure} />}
      {report ? <ReportParts report={report} /> : isSlow && !failure && <p className={rows.meta}>{words.loading}</p>}
    </>
  );
}

function ReportParts({ report }: { report: Report }) {
  const { system, providers, recentErrors, performance } = report;
  return (
    <>
      <ReportTable
        title={words.errors}
        columns={words.errorColumns}
        rows={recentErrors.map((each) => [each.signature, count(each.count), ago(each.lastAt)])}
        empty={words.noErrors}
        figuresFrom={1}
      />
      <ReportTable
        title={words.performance}
        columns={words.performanceColumns}
        rows={performance.map(({ kind, operation, count: number, p50Ms, p95Ms, p99Ms }) => [
          `${words.kinds[kind]} ${operation}`,
          count(number),
          ...[p50Ms, p95Ms, p99Ms].map(words.ms),
        ])}
        empty={words.noPerformance}
        figuresFrom={1}
      />
      <ReportTable
        title={words.providers}
        columns={words.providerColumns}
        rows={providers.map((each) => [
          `${each.name}-${each.kind}`,
          count(each.chosen),
          count(each.calls),
          count(each.failures),
          each.circuitState ?? '',
          each.lastError ?? '',
        ])}
        empty={words.noProviders}
      />
      <ReportTable
        title={words.system}
        columns={[words.system, '']}
        rows={Object.entries(system).map(([name, value]) => [
          words.systemNames[name as keyof typeof system],
          name === 'memoryBytes' ? size(Number(value)) : String(value),
        ])}
      />
      <ReportTable title={words.resources} columns={[words.resources, '']} rows={resourceRows(report.resources)} />
    </>
  );
}

function resourceRows(resources: Report['resources']): string[][] {
  const { freeDiskBytes, freeMemoryBytes, processBytes, loadAverage, dataFolderBytes, jobs } = resources;
  return [
    [words.freeDisk, freeDiskBytes === null ? words.unknown : size(freeDiskBytes)],
    [words.freeMemory, size(freeMemoryBytes)],
    [words.process, size(processBytes)],
    [words.load, loadAverage.map((load) => load.toFixed(2)).join(', ')],
    ...Object.entries(dataFolderBytes).map(([name, bytes]) => [words.dataFolder(name), size(bytes)]),
    ...Object.entries(jobs).map(([status, number]) => [
      texts.job.status[status as keyof typeof texts.job.status] ?? status,
      count(number),
    ]),
  ];
}
