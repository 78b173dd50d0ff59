import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aBuyer, anOrder } from './support/buyer';

interface Line {
  direction: string;
  method: string;
  path: string;
  status: number;
  response: { id?: string } | null;
}

describe('SIM_RECORD', () => {
  it('collects calls, lost answers and events, but neither tokens nor control calls', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mef-record-'));
    const file = join(folder, 'record.jsonl');
    process.env['SIM_RECORD'] = file;
    const buyer = await aBuyer();
    try {
      await buyer.place(anOrder('CO-1'));
      await buyer.control('PUT', '/faults', [
        { operation: 'createProductOrder', kind: 'commitThenDrop', times: 1 },
      ]);
      await expect(buyer.place(anOrder('CO-2'))).rejects.toThrow();
      await buyer.api('POST', '/hub', { callback: 'http://127.0.0.1:9/x' });
      await buyer.act('CO-1', { do: 'reject' });
      await buyer.sim.eventsSettled();
    } finally {
      delete process.env['SIM_RECORD'];
      await buyer.sim.close();
    }
    const lines = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    rmSync(folder, { recursive: true });
    expect(lines.map(({ direction, status }) => `${direction} ${status}`)).toEqual([
      'client 201',
      'client 0',
      'client 201',
      'event 0',
      'event 0',
    ]);
    expect(lines[0]).toMatchObject({
      method: 'POST',
      path: '/mefApi/cantata/productOrderingManagement/v6/productOrder',
      request: anOrder('CO-1'),
      response: { id: 'PO-000001' },
    });
  });
});
