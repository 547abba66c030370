import type { ConnectionChange, DebugAction, DebugSummary } from '../../../src-shared/batch-debug.ts';
import { providerNames, type ProviderName } from '../../../src-shared/provider-settings.ts';

type Figures = Pick<
  DebugSummary,
  'total_requests' | 'successful_requests' | 'status_code_breakdown' | 'session_events'
> & {
  /** The provider that most requests went to. */
  provider: string | undefined;
};

interface Rule {
  holds: (figures: Figures) => boolean;
  says: string;
  changes?: { title: string; connection: ConnectionChange };
}

const rate = ({ total_requests, successful_requests }: Figures): number => (100 * successful_requests) / total_requests;
const saw =
  (...codes: number[]) =>
  ({ status_code_breakdown }: Figures): boolean =>
    codes.some((code) => (status_code_breakdown[String(code)] ?? 0) > 0);

const mostSessionEvents = 10;

/** In the order in which they are told. */
const rules: readonly Rule[] = [
  {
    holds: (figures) => rate(figures) < 50,
    says: 'Fewer than half of the requests succeeded: process items one by one, and check the provider’s own log.',
    changes: { title: 'Process items one by one', connection: { concurrency: 1 } },
  },
  {
    holds: (figures) => rate(figures) >= 50 && rate(figures) < 80,
    says: 'Fewer than 80 % of the requests succeeded: use a longer interval between requests, and batches of 10–20 items.',
    changes: { title: 'Longer interval, batches of 15', connection: { requestInterval: 1000, batchSize: 15 } },
  },
  { holds: saw(400), says: 'Status 400: item IDs or input are bad. Check the items that the failure patterns name.' },
  {
    holds: saw(401, 403),
    says: 'Status 401 or 403: the key is missing, wrong, or may not do this. Check it under Settings, Providers.',
  },
  {
    holds: saw(404),
    says: 'Status 404: the item no longer exists at the provider. Take it out, or choose another model or voice.',
  },
  {
    holds: saw(429, 503),
    says: 'Status 429 or 503: leave at least 500 ms between requests, and use the conservative connection strategy.',
    changes: { title: 'Conservative, 500 ms apart', connection: { strategy: 'conservative', requestInterval: 500 } },
  },
  {
    holds: ({ session_events }) => session_events > mostSessionEvents,
    says: 'More than 10 session events: use one connection per request.',
    changes: { title: 'One connection per request', connection: { strategy: 'perRequest' } },
  },
];

/** What to change, from the figures of a session alone. */
export function adviceFor(figures: Figures): { recommendations: string[]; actions: DebugAction[] } {
  if (figures.total_requests === 0) return { recommendations: ['No requests were made.'], actions: [] };
  const held = rules.filter(({ holds }) => holds(figures));
  const provider = providerNames.find((name) => name === figures.provider);
  return {
    recommendations: held.map(({ says }) => says),
    actions: provider ? held.flatMap((rule) => actionOf(rule, provider)) : [],
  };
}

const actionOf = ({ changes }: Rule, provider: ProviderName): DebugAction[] =>
  changes ? [{ provider, title: `${provider}: ${changes.title}`, connection: changes.connection }] : [];
