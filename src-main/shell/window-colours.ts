/** Page and title bar, as in src-renderer/theme.ts: drawn before the page is, so that nothing flashes. */
const colours = {
  light: { page: '#FFFFFF', titleBar: '#F6F7FB', symbols: '#3A4257' },
  dark: { page: '#10141D', titleBar: '#0B0E15', symbols: '#C6CDDC' },
};

export const titleBarHeight = 44;

export const windowColours = (isDark: boolean): (typeof colours)['light'] => (isDark ? colours.dark : colours.light);
