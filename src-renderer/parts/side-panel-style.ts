import { tokens, type GriffelStyle } from '@fluentui/react-components';

/** A panel at the window's right edge: it pushes the page, and comes in from its own side. Each has its own width. */
export const sidePanelStyle: GriffelStyle = {
  display: 'flex',
  flexDirection: 'column',
  flexShrink: 0,
  backgroundColor: tokens.colorNeutralBackground2,
  borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
  animationName: { from: { opacity: 0, transform: 'translateX(24px)' }, to: { opacity: 1, transform: 'none' } },
  animationDuration: '220ms',
  animationTimingFunction: 'cubic-bezier(0.2, 0, 0, 1)',
  '@media (max-width: 1099px)': { width: '320px' },
};
