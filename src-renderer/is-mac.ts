/** Outside a window (the tests) there is no navigator, and no macOS to speak of. */
export const isMac = 'navigator' in globalThis && navigator.platform.startsWith('Mac');
