import type { Settings } from '../../src-shared/settings.ts';

/** Whether what was interrupted begins again without being asked to. */
export const goesOnByItself = ({ resilience: { statePersistence } }: Pick<Settings, 'resilience'>): boolean =>
  statePersistence.enabled && statePersistence.autoResume;
