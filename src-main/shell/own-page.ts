/** The origin of the window's page; nothing else may talk to the studio. */
export const uiOrigin = 'app://ui';

/** True for a page of our own window. Node calls the origin of such an address "null", so its parts are compared. */
export function isOwnPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return protocol === 'app:' && host === 'ui';
}
