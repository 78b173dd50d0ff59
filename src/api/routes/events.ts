import type { ApiTools } from '../api-tools';
import { callerOf } from '../authenticate';
import { defineRoute, type Route } from '../route';

/** The stream of hints that keeps boards fresh. */
export function eventRoutes({ live }: ApiTools): Route[] {
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
      handle({ request }) {
        const { isWelcome } = callerOf(request);
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
