import { create } from 'zustand';
import { emptyDraft, type Draft } from './draft.ts';
import { readKept, writeKept } from './kept-state.ts';

const storageKey = 'draft';

/** Kept on this computer over navigation, reload and restart: nobody types a film twice. */
export const useDraft = create<Draft>(() => ({ ...emptyDraft, ...readKept<Draft>(localStorage, storageKey) }));

useDraft.subscribe((draft) => writeKept(localStorage, storageKey, draft));

export const changeDraft = (part: Partial<Draft>): void => useDraft.setState(part);
