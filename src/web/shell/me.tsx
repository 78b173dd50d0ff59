import { createContext, useContext } from 'react';
import type { MeAnswer } from '../../api/list-answers';

/** Who looks at the page. */
export const MeContext = createContext<MeAnswer | null>(null);

export function useMe(): MeAnswer {
  const me = useContext(MeContext);
  if (me === null) throw new Error('Nobody is signed in above this component.');
  return me;
}
