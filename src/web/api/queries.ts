import { QueryClient, queryOptions } from '@tanstack/react-query';
import type {
  AuditAnswer,
  BoardAnswer,
  OrderAnswer,
  TimelineAnswer,
  TransitionsAnswer,
} from '../../api/answers';
import type { MeAnswer, ProvidersAnswer, SitesAnswer } from '../../api/list-answers';
import { toBoardState, type BoardState } from '../board/board-state';
import { filterQuery, type Filters } from '../board/filters';
import { ApiProblem } from './api-problem';
import { readJson } from './read-json';

/**
 * Everything the pages read, once: which address answers with which shape, and how long an answer
 * stays good. Hints of the event stream, not timers, make board and orders old.
 */
const orderPath = (number: string) => `/api/orders/${encodeURIComponent(number)}`;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (count, error) =>
          count < 2 && !(error instanceof ApiProblem && error.status < 500 && error.status !== 429),
      },
    },
  });
}

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => readJson('/api/me', signal) as Promise<MeAnswer>,
});

export const sitesQuery = queryOptions({
  queryKey: ['sites'],
  queryFn: ({ signal }) => readJson('/api/sites', signal) as Promise<SitesAnswer>,
});

export const providersQuery = queryOptions({
  queryKey: ['providers'],
  queryFn: ({ signal }) => readJson('/api/providers', signal) as Promise<ProvidersAnswer>,
});

export const boardQuery = (filters: Filters) =>
  queryOptions<BoardState>({
    queryKey: ['board', filterQuery(filters)],
    queryFn: async ({ signal }) =>
      toBoardState((await readJson(`/api/board${filterQuery(filters)}`, signal)) as BoardAnswer),
    structuralSharing: false,
  });

export const orderQuery = (number: string) =>
  queryOptions({
    queryKey: ['order', number],
    queryFn: ({ signal }) => readJson(orderPath(number), signal) as Promise<OrderAnswer>,
    staleTime: 0,
  });

export const transitionsQuery = (number: string) =>
  queryOptions({
    queryKey: ['transitions', number],
    queryFn: ({ signal }) =>
      readJson(`${orderPath(number)}/transitions`, signal) as Promise<TransitionsAnswer>,
    staleTime: 10_000,
  });

export const timelineQuery = (number: string) =>
  queryOptions({
    queryKey: ['timeline', number],
    queryFn: ({ signal }) =>
      readJson(`${orderPath(number)}/timeline`, signal) as Promise<TimelineAnswer>,
    staleTime: 0,
  });

export const auditQuery = (number: string) =>
  queryOptions({
    queryKey: ['audit', number],
    queryFn: ({ signal }) => readJson(`${orderPath(number)}/audit`, signal) as Promise<AuditAnswer>,
    staleTime: 0,
  });

/** What one order's page shows: all of it is old once the order changed. */
export function forgetOrder(client: QueryClient, number: string): void {
  for (const about of ['order', 'transitions', 'timeline', 'audit']) {
    void client.invalidateQueries({ queryKey: [about, number] });
  }
}
