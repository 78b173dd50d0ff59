/** The page an address means. */
export type Route =
  | { page: 'home' }
  | { page: 'board'; order: string | null }
  | { page: 'form'; order: string | null }
  | { page: 'none' };

/** `/circuit-orders/CO-2026-000123` is the board with that order open, `…/edit` its form. */
export function parseRoute(path: string): Route {
  const [first, second, third, ...more] = path.split('/').filter((part) => part !== '');
  if (more.length > 0) return { page: 'none' };
  if (first === 'home' && second === undefined) return { page: 'home' };
  if (first !== 'circuit-orders') return { page: 'none' };
  if (second === undefined) return { page: 'board', order: null };
  if (second === 'new' && third === undefined) return { page: 'form', order: null };
  if (!/^CO-\d{4}-\d{6,}$/u.test(second)) return { page: 'none' };
  if (third === undefined) return { page: 'board', order: second };
  return third === 'edit' ? { page: 'form', order: second } : { page: 'none' };
}
