import type { Checker } from '../evidence';

/** Nobody died but by our hand, and no log tells of a rejection nobody handled. */
export const i19: Checker = {
  id: 'I19',
  claim: 'no unplanned exit, no unhandled rejection',
  always: true,
  check({ run }) {
    return Promise.resolve(run.mishaps.map(({ process, what }) => `${process}: ${what}`));
  },
};
