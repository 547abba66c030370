/** What Diagnostics says: of the studio, and of a job that failed. */
export const diagnosticsTexts = {
  diagnosticsTabs: {
    'system-check': 'System Check',
  },
};
