import { toFailure, type Failure } from '../../src-shared/failure.ts';
import { StudioCallError } from '../studio-client.ts';

export const failureOf = (error: unknown): Failure =>
  error instanceof StudioCallError ? error.failure : toFailure(error, crypto.randomUUID());
