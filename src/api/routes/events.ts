import type { ApiTools } from '../api-tools';
import { defineRoute, type Route } from '../route';

/** The stream of hints that keeps boards fresh. */
export function eventRoutes({ live, useCases }: ApiTools): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/events',
      summary: 'Hints of changed orders as server-sent events, from Last-Event-ID or from now',
      permission: 1,
      headers: ['Last-Event-ID'],
      answers: {
        200: {
          description: 'Each event is `{order, version, status}`; read the order again by number',
          mediaType: 'text/event-stream',
        },
      },
      handle({ request, member }) {
        // A stream outlives the request that opened it, so the right to it is asked for again.
        const isWelcome = async () =>
          ((await useCases.directory.findMember(member.oid))?.roles.length ?? 0) > 0;
        return Promise.resolve({
          status: 200,
          async stream(response) {
            if (request.method === 'HEAD') response.end();
            else await live.attach(response, request.get('last-event-id'), isWelcome);
          },
        });
      },
    }),
  ];
}
