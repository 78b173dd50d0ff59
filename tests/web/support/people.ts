import type { PersonAnswer } from '../../../src/api/answers';

const person = (key: string, name: string): PersonAnswer => ({ oid: `oid-${key}`, key, name });

/** The persons of the scripted board; Maya is the one who looks at it. */
export const PEOPLE = {
  maya: person('maya', 'Maya Okafor'),
  dana: person('dana', 'Dana Ruiz'),
  lee: person('lee', 'Lee Park'),
  priya: person('priya', 'Priya Nair'),
  elena: person('elena', 'Elena Voss'),
  tom: person('tom', 'Tom Becker'),
};
