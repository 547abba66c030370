import type { Draft } from '../stores/draft.ts';

export interface CreateFormProps {
  draft: Draft;
  /** The one control that the studio refused, and why. */
  fieldError: { field: keyof Draft; message: string } | undefined;
  onFiles: (files: FileList) => void;
}

/** The sentence under a control, if it is the one that was refused. */
export const errorOf = ({ fieldError }: CreateFormProps, ...fields: (keyof Draft)[]): { validationMessage?: string } =>
  fieldError && fields.includes(fieldError.field) ? { validationMessage: fieldError.message } : {};
