import { NO_FLAGS } from '../../src/domain/order/stages';
import type { BoardRow } from '../../src/web/board/board-state';

const maya = { oid: 'oid-maya', key: 'maya', name: 'Maya Okafor' };

/** A card's row with everything a test does not care about filled in. */
export function aRow(change: Partial<BoardRow> = {}): BoardRow {
  return {
    ...{ order_number: 'CO-2026-000001', version: 1, revision: 1 },
    ...{ stage: 'drafted', status: 'draft', sending: false, cancel_requested: false },
    ...{ flags: NO_FLAGS, site_id: 'TXH97', site_name: 'TXH 97', circuit_purpose: 'Primary' },
    ...{ provider: 'att', provider_name: 'AT&T', speed: '1G' },
    ...{ requested_by: maya, assigned_to: maya, due_on: null },
    stage_since: '2026-10-04T15:00:00.000Z',
    created_at: '2026-10-04T15:00:00.000Z',
    updated_at: '2026-10-04T15:00:00.000Z',
    action_set: 'a',
    offers: null,
    ...change,
  };
}
