import type { DrawRequest } from '../provider.ts';

/** An original may have a hundred megapixels: the address at which its service scales it to what the film can use. */
export function sizedAddress(
  original: string,
  { width, height }: Pick<DrawRequest, 'width' | 'height'>,
  wishes: Record<string, string>,
): string {
  if (!URL.canParse(original)) return original;
  const url = new URL(original);
  const size = { fit: 'max', w: String(width * 2), h: String(height * 2) };
  for (const [key, value] of Object.entries({ ...wishes, ...size })) url.searchParams.set(key, value);
  return url.href;
}
