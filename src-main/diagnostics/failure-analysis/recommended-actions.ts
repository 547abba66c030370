import type { CauseType, RecommendedAction } from '../../../src-shared/diagnostics.ts';

type Action = Omit<RecommendedAction, 'priority'>;

const action = (
  type: RecommendedAction['type'],
  title: string,
  estimatedMinutes: number,
  description: string,
  steps: string[],
  automation?: RecommendedAction['automation'],
): Action => ({
  title,
  description,
  steps,
  canAutomate: automation !== undefined,
  ...(automation && { automation }),
  estimatedMinutes,
  type,
});

const retryStep = action(
  'Retry',
  'Retry the step',
  2,
  'What is done is kept; only this step and what depends on it run again.',
  ['Open the job under Jobs.', 'Press Retry Step.'],
  'retryStep',
);
const switchProvider = action(
  'ProviderSwitch',
  'Switch to another provider',
  3,
  'Another provider, or the one built in, can do this step now.',
  ['Open Settings, Providers.', 'Move another provider to the top of its list.', 'Press Retry Step.'],
  'switchProvider',
);
const freeSpace = action(
  'Resources',
  'Free disk space',
  5,
  'The studio can delete the parts of finished jobs; the films stay.',
  ['Open Diagnostics, System Check.', 'Press Free temporary space, or delete files of your own.', 'Press Retry Step.'],
  'freeSpace',
);
const bundle = action(
  'Support',
  'Save the diagnostics bundle',
  2,
  'A ZIP with what happened, without keys or personal data, to send to support.',
  ['Open the job, Diagnostics.', 'Press Download diagnostics.', 'Attach the ZIP to your report.'],
  'downloadDiagnostics',
);

const byCause: Record<CauseType, Action[]> = {
  RateLimit: [
    action(
      'WaitAndRetry',
      'Wait and Retry',
      2,
      'The provider takes no more requests for a moment.',
      ['Wait a minute, or as long as the provider says.', 'Press Retry Step.'],
      'retryStep',
    ),
    switchProvider,
    action('Configuration', 'Send fewer requests at once', 3, 'Fewer requests at a time stay under the limit.', [
      'Open Settings, Resilience.',
      'Lower the number of requests at once for this provider.',
    ]),
  ],
  InvalidApiKey: [
    action(
      'ApiKey',
      'Enter a valid API key',
      3,
      'The provider refused the key that is stored.',
      [
        "Open the provider's own page and copy a key that is active.",
        'Open Settings, Providers, and paste it.',
        'Press Test, then Retry Step.',
      ],
      'openSettings',
    ),
    switchProvider,
  ],
  MissingApiKey: [
    action(
      'ApiKey',
      'Add the API key',
      3,
      'No key is stored for this provider.',
      ['Open Settings, Providers.', "Paste the key from the provider's own page and press Test.", 'Press Retry Step.'],
      'openSettings',
    ),
    switchProvider,
  ],
  NetworkError: [
    action('Network', 'Check the network', 5, 'The provider could not be reached from this computer.', [
      'Open any web page to see whether this computer is online.',
      'Look at proxy, VPN and firewall: the provider’s address must be allowed.',
      'Press Retry Step.',
    ]),
    retryStep,
    switchProvider,
  ],
  MissingCodec: [
    action(
      'Installation',
      'Use the FFmpeg that comes with the studio',
      3,
      'The FFmpeg in use lacks a part that the film needs.',
      ['Open Settings, Rendering.', 'Clear the FFmpeg path, so that the studio takes its own.', 'Press Retry Step.'],
      'useOwnFfmpeg',
    ),
    action(
      'Configuration',
      'Choose the software encoder',
      2,
      'libx264 is in every FFmpeg that the studio supports.',
      ['Open Settings, Rendering.', 'Set the encoder to Software.', 'Press Retry Step.'],
      'useSoftwareEncoder',
    ),
  ],
  FFmpegNotFound: [
    action(
      'Installation',
      'Choose or install FFmpeg',
      5,
      'FFmpeg is not where the studio looks for it, or cannot be started.',
      [
        'Press Run System Check to see where it was looked for.',
        'Install FFmpeg, or clear the path under Settings, Rendering, to use the built-in one.',
        'Press Retry Step.',
      ],
      'runSystemCheck',
    ),
    bundle,
  ],
  InsufficientResources: [
    freeSpace,
    action('Resources', 'Close other programs', 3, 'Disk, memory or the number of open files ran out.', [
      'Close programs that use much memory.',
      'Run one job at a time under Settings, Rendering.',
      'Press Retry Step.',
    ]),
    action(
      'Configuration',
      'Lower the quality',
      2,
      'A smaller picture needs less memory and disk.',
      ['Open Settings, Rendering.', 'Choose the quality Fast.', 'Press Retry Job.'],
      'lowerQuality',
    ),
  ],
  InvalidInput: [
    action('Configuration', 'Correct the input', 5, 'The brief, the text, a picture or a setting is not valid.', [
      'Open the job and read which field or file is named.',
      'Correct it.',
      'Create the video again.',
    ]),
    bundle,
  ],
  ProviderUnavailable: [
    action(
      'WaitAndRetry',
      'Wait and Retry',
      5,
      'The provider has trouble of its own; most pass in minutes.',
      ["Look at the provider's status page.", 'Wait some minutes and press Retry Step.'],
      'retryStep',
    ),
    switchProvider,
  ],
  Timeout: [
    retryStep,
    action('Configuration', 'Allow more time', 2, 'The step took longer than it may.', [
      'Open Settings, Resilience.',
      'Raise the time limit of this step or provider.',
      'Press Retry Step.',
    ]),
    switchProvider,
  ],
  BudgetExceeded: [
    action(
      'Configuration',
      'Add credit or raise the limit',
      10,
      'The quota, the credit or the budget is used up. Waiting a minute does not help.',
      [
        "Open the provider's billing page and look at plan, credit and limit.",
        'Or raise the budget under Settings, Providers.',
        'Press Retry Step.',
      ],
    ),
    switchProvider,
  ],
  FileSystemError: [
    action(
      'Configuration',
      'Choose another folder',
      3,
      'A file or folder is missing, read-only, locked, or not yours to write.',
      [
        'Look at the path that the error names.',
        'Put the file back, close what holds it open, or choose a folder you may write to under Settings, Rendering.',
        'Press Retry Step.',
      ],
      'openSettings',
    ),
    retryStep,
  ],
  Unknown: [
    bundle,
    action(
      'Retry',
      'Retry the step once',
      2,
      'Some failures do not come back.',
      ['Open the job under Jobs.', 'Press Retry Step.'],
      'retryStep',
    ),
  ],
};

/** Best first. */
export const recommendedActions = (cause: CauseType): RecommendedAction[] =>
  byCause[cause].map((each, index) => ({ priority: index + 1, ...each }));
