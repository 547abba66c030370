/** What Settings says of limits and privacy. */
export const limitTexts = {
  resilienceSettings: {
    intro:
      'What the studio does when a provider fails. The defaults suit most; an arrow goes back to them. Time is in seconds, and 0 is no limit.',
    groups: {
      breaker: 'Circuit breakers',
      retry: 'Retries',
      timeouts: 'Time limits',
      standIns: 'What stands in',
      watching: 'Keeping watch',
      testing: 'Simulated failures',
    },
    own: 'Limits of one provider',
    ownProvider: 'Provider',
  },

  privacy: {
    network: 'Network',
    offline: 'Work offline',
    offlineHint: 'Opens no connection at all. What needs the network says so beforehand.',
    keys: 'Keys',
    keysLie: 'Where keys lie',
    places: {
      keyring: 'In the system keyring',
      session: 'In memory, until you quit',
      file: 'Unencrypted, in a file for you alone',
    },
    consent: 'Keep keys in a file, unencrypted',
    consentHint: 'This computer has no keyring. The file can be read by you, and by whoever can act as you.',
    shared: 'What leaves this computer',
    sharedList: [
      'Nothing by itself: no statistics, no reports of crashes, no search for updates.',
      'Providers that are on get what their row under Providers says, and only while a video is made or tested.',
      'A key goes to its own provider. It is never written to a log, a report or a diagnostics ZIP.',
      'A diagnostics ZIP is made on this computer, with secrets and personal data taken out. You decide who gets it.',
    ],
  },

  banners: {
    offline: 'You work offline. Nothing is sent anywhere.',
    offlineSign: 'Offline',
    simulating: 'Failures are simulated: calls fail on purpose, and no figure here is real.',
    stopSimulating: 'Stop it',
  },
};
