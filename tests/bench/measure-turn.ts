import type { House } from '../support/house';
import type { Personas } from '../support/personas';
import { timed, type Figure } from './figure';

const ROUNDS = 30;

/**
 * From a signed activity to its answer: an invoke whose answer is a card, and beside it one that the
 * door refuses, which costs the channel, the socket and the token check alone.
 */
export async function measureTurn(house: House, people: Personas): Promise<Figure[]> {
  const { control } = house.endpoints.teams;
  const created = await people.post('sam', '/api/orders', {
    site_id: 'TXH97',
    circuit_purpose: 'Primary',
    provider: 'comcast',
    speed: '1G',
    justification: 'The bench needs one order.',
  });
  if (!created.ok) throw new Error(await created.text());
  const card = await people.card('sam', () => true);
  const invoke = (forge?: string) =>
    people.control(control, '/people/sam/action', {
      activityId: card.id,
      raw: { type: 'Action.Execute', verb: 'list.mine', data: {} },
      ...(forge === undefined ? {} : { forge }),
    });
  await invoke();
  const turns: number[] = [];
  const refused: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    turns.push(await timed(() => invoke()));
    refused.push(await timed(() => invoke('expired')));
  }
  return [
    { what: 'turn: signed invoke to card', values: turns, aimMs: 2_000 },
    { what: 'turn: bare, refused at the door', values: refused, aimMs: null },
  ];
}
