import { useId } from 'react';

/** The studio's mark: a play sign on the cards' indigo and teal. */
export function Mark({ sizePx = 18 }: { sizePx?: number }) {
  const gradientId = useId();
  return (
    <svg width={sizePx} height={sizePx} viewBox="0 0 18 18" aria-hidden="true">
      <defs>
        <linearGradient id={gradientId} x1="1" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#7C8CFF" />
          <stop offset="1" stopColor="#4FD1C5" />
        </linearGradient>
      </defs>
      <rect width="18" height="18" rx="5" fill={`url(#${gradientId})`} />
      <path d="M6.6 5.1v7.8c0 .5.5.8 1 .5l6-3.9c.4-.2.4-.8 0-1l-6-3.9c-.5-.3-1 0-1 .5z" fill="#0B0E15" />
    </svg>
  );
}
