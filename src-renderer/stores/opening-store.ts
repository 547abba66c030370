import { create } from 'zustand';
import type { Failure } from '../../src-shared/failure.ts';
import { StudioCallError } from '../studio-client.ts';

/** Why the studio could not be opened; then there is nothing else that could be shown. */
export const useOpening = create<{ failure?: Failure }>(() => ({}));

export function tellOpeningFailed(error: unknown): void {
  if (error instanceof StudioCallError) useOpening.setState({ failure: error.failure });
  else reportError(error);
}
