import type { BotStage, Json } from './bot-stage';

export interface Sent {
  status: number;
  type: string | null;
  body: string;
}

export interface Sending {
  headers?: Record<string, string>;
  method?: string;
  token?: string;
}

/** The bot's door as anybody on the network meets it. */
export interface Door {
  /** A token signed by the stand-in; a claim set to null is left out. */
  token(request?: Json): Promise<string>;
  send(body: unknown, sending?: Sending): Promise<Sent>;
}

export function createDoor(stage: BotStage): Door {
  const door: Door = {
    async token(request = {}) {
      const { body } = await stage.control('POST', 'tokens', {
        serviceUrl: stage.sim.serviceUrl,
        ...request,
      });
      return String(body['token']);
    },
    async send(body, { headers = {}, method = 'POST', token } = {}) {
      const bearer = token ?? (await door.token());
      const isReady = typeof body === 'string' || body instanceof Uint8Array;
      const given = isReady ? body : JSON.stringify(body);
      const response = await fetch(stage.botUrl, {
        method,
        headers: {
          authorization: `Bearer ${bearer}`,
          'content-type': 'application/json',
          ...headers,
        },
        ...(method === 'GET' ? {} : { body: given }),
      });
      const type = response.headers.get('content-type');
      return { status: response.status, type, body: await response.text() };
    },
  };
  return door;
}

/** Refused with this status, and with no word why. */
export function expectRefused(sent: Sent, status: number): void {
  expect(sent.status).toBe(status);
  expect(sent.type).toContain('application/problem+json');
  const problem = JSON.parse(sent.body) as Json;
  expect(Object.keys(problem).sort()).toEqual(['status', 'title', 'type']);
  expect(sent.body).not.toMatch(/jwt|token|claim|tenant|serviceUrl|\bat /iu);
}
