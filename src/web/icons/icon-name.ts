import type { PATHS } from './paths';

/** Names of the drawings, for modules that draw nothing. */
export type IconName = keyof typeof PATHS;
