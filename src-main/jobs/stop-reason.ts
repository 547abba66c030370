/** Why a running job is ended from outside. No error: nothing went wrong. */
export class StopReason extends Error {
  override readonly name = 'AbortError';
  readonly outcome: 'Canceled' | 'Interrupted';

  constructor(outcome: 'Canceled' | 'Interrupted') {
    super(outcome === 'Canceled' ? 'The job was canceled.' : 'The studio is closing.');
    this.outcome = outcome;
  }
}
