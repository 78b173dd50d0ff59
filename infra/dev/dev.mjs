import { start } from './start.mjs';

/** `npm run dev`: a start that rebuilds and restarts the product when its sources change. */
export const dev = (project, args) => start(project, args, { watch: true });
