import type { IconName } from './icon-name';
import { PATHS } from './paths';

/** A drawing beside words; it says nothing by itself and is silent to screen readers. */
export function Icon({ name, size = 16 }: { name: IconName; size?: 12 | 16 | 20 | 28 }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={size > 16 ? 1.1 : 1.3}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {PATHS[name].map((path) => (
        <path key={path} d={path} strokeWidth={name === 'more' ? 2 : undefined} />
      ))}
    </svg>
  );
}
