/** A `ref` for the one control that has the focus when its page or question shows up. */
export const focusOnShow = (element: HTMLElement | null): void => element?.focus({ preventScroll: true });
