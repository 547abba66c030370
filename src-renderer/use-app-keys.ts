import { useEffect } from 'react';
import { isMac } from './is-mac.ts';
import { appCommand } from './keyboard.ts';
import { toggleDrawer } from './parts/job-chip.tsx';
import { closeDrawer, useDrawer } from './stores/drawer-store.ts';
import { closeHelp, useHelp } from './stores/help-store.ts';
import { useJobs } from './stores/jobs-store.ts';
import { goTo, type Page } from './stores/route-store.ts';

/** The window's own keys. What a part has already used is left alone. */
export function useAppKeys(): void {
  useEffect(() => {
    const listening = new AbortController();
    window.addEventListener('keydown', onKeyDown, { signal: listening.signal });
    return () => listening.abort();
  }, []);
}

function onKeyDown(event: KeyboardEvent): void {
  const command = appCommand(event, isMac);
  if (!command || event.defaultPrevented) return;
  if (command.kind === 'close') return closeTopmost();
  event.preventDefault();
  switch (command.kind) {
    case 'go':
      return goToPage(command.page);
    case 'toggle-drawer':
      return toggleDrawer(useJobs.getState().jobs ?? []);
    case 'next-region':
      return focusNextRegion();
    case 'submit':
      return document.querySelector<HTMLElement>('[data-submit]')?.click();
  }
}

const goToPage = (page: Page): void => {
  if (page !== 'job') goTo({ page });
};

function closeTopmost(): void {
  // A menu or list that is open takes Esc for itself.
  if (document.querySelector('[role="menu"], [role="listbox"]')) return;
  if (useHelp.getState().page) closeHelp();
  else if (useDrawer.getState().isOpen) closeDrawer();
}

function focusNextRegion(): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  const current = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(current + 1) % regions.length];
  const first = next?.querySelector<HTMLElement>('button:not([disabled]), [href], input, textarea, [tabindex="0"]');
  (first ?? next)?.focus();
}
