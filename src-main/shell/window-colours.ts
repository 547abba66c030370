/** Page and title bar, as in src-renderer/theme.ts: drawn before the page is, so that nothing flashes. */
const colours = {
  light: { page: '#FFFFFF', titleBar: '#F6F7FB', symbols: '#3A4257' },
  dark: { page: '#10141D', titleBar: '#0B0E15', symbols: '#C6CDDC' },
};

/** One less than the page's title bar, whose lower line would end at the buttons otherwise. */
export const titleBarHeight = 43;

export const windowColours = (isDark: boolean): (typeof colours)['light'] => (isDark ? colours.dark : colours.light);
