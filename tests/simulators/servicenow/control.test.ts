import { startInstance, type RunningInstance } from './running-instance';

const FRED = '5137153cc611227c000bbd1bd8cd2005';

describe('the control API', () => {
  let instance: RunningInstance;
  beforeEach(async () => {
    instance = await startInstance();
  });
  afterEach(() => instance.simulator.close());

  const act = async (what: object) => {
    const answer = await instance.control('POST', 'act', { number: 'SCTASK0010001', ...what });
    return { status: answer.status, result: answer.result, error: answer.text };
  };

  it.each(['knobs', 'requests', 'ledger', 'availability'])(
    'shows %s to its token only',
    async (path) => {
      expect((await instance.call('GET', `/_sim/${path}`)).status).toBe(401);
      expect((await instance.control('GET', path)).status).toBe(200);
    },
  );

  describe('acting as a person', () => {
    beforeEach(async () => {
      await instance.aTask({ correlation_id: 'order-1' });
      instance.clock.advance(60_000);
    });

    it('edits, and stamps that person', async () => {
      const { result } = await act({ as: 'fred.luddy', do: 'edit', fields: { state: '2' } });
      expect(result).toMatchObject({
        state: '2',
        sys_updated_by: 'fred.luddy',
        sys_mod_count: '1',
        sys_updated_on: '2026-10-06 19:06:00',
      });
    });

    it('edits by label and in the zone of that person', async () => {
      const fields = { state: 'Pending', due_date: '2026-11-02 09:00:00' };
      const { result } = await act({ as: 'dana', do: 'edit', fields });
      expect(result).toMatchObject({ state: '-5', due_date: '2026-11-02 15:00:00' });
    });

    it('writes notes and comments', async () => {
      await act({ as: 'dana', do: 'note', text: 'inside' });
      await act({
        as: 'sam',
        do: 'comment',
        text: 'outside',
        number: '',
        correlation_id: 'order-1',
      });
      const { results } = await instance.table('GET', 'sys_journal_field');
      expect(results).toMatchObject([
        { element: 'work_notes', value: 'inside', sys_created_by: 'dana' },
        { element: 'comments', value: 'outside', sys_created_by: 'sam' },
      ]);
    });

    it('assigns to people and groups by any name', async () => {
      const { result } = await act({
        as: 'beth.anglin',
        do: 'assign',
        to: 'fred.luddy@example.com',
        group: 'Network',
      });
      expect(result).toMatchObject({
        assigned_to: FRED,
        assignment_group: '287ebd7da9fe198100f92cc8d1d2154e',
      });
      expect((await act({ as: 'beth.anglin', do: 'assign', to: '' })).result['assigned_to']).toBe(
        '',
      );
    });

    it('closes, reopens, dates and approves', async () => {
      const closed = await act({ as: 'david.loo', do: 'close', state: 4, close_notes: 'no' });
      expect(closed.result).toMatchObject({ state: '4', active: 'false', close_notes: 'no' });
      const reopened = await act({ as: 'david.loo', do: 'reopen' });
      expect(reopened.result).toMatchObject({ state: '2', active: 'true', closed_at: '' });
      const dated = await act({ as: 'david.loo', do: 'date', due_date: '2026-12-24' });
      expect(dated.result['due_date']).toBe('2026-12-24 08:00:00');
      const approved = await act({ as: 'david.loo', do: 'approve' });
      expect(approved.result['approval']).toBe('approved');
    });

    it('reopens even where the API may not', async () => {
      await instance.control('PUT', 'knobs', { reopen: 'refused', closedTask: 'locked' });
      await act({ as: 'fred.luddy', do: 'close' });
      expect((await act({ as: 'fred.luddy', do: 'reopen' })).result['state']).toBe('2');
    });

    it('deletes', async () => {
      await act({ as: 'admin', do: 'delete' });
      expect((await instance.table('GET', 'sc_task')).results).toHaveLength(0);
    });

    it('edits silently: values change, stamps and children’s parents do not', async () => {
      const { result } = await act({ as: 'admin', do: 'silentEdit', fields: { state: '3' } });
      expect(result).toMatchObject({
        state: '3',
        active: 'true',
        sys_mod_count: '0',
        sys_updated_on: '2026-10-06 19:05:00',
        sys_updated_by: 'circuit.orders',
      });
    });

    it.each([
      ['an unknown person', { as: 'nobody', do: 'note', text: 'x' }],
      ['an unknown act', { as: 'dana', do: 'dance' }],
      ['an unknown record', { as: 'dana', do: 'note', text: 'x', number: 'SCTASK9' }],
      ['an unknown group', { as: 'dana', do: 'assign', group: 'Nobodies' }],
    ])('refuses %s in words', async (_claim, what) => {
      const { status, error } = await act(what);
      expect(status).toBe(400);
      expect(JSON.parse(error)).toHaveProperty('error');
    });
  });

  it('inserts records of any table', async () => {
    const made = await instance.control('POST', 'insert', {
      table: 'sc_req_item',
      fields: { short_description: 'Circuit' },
    });
    expect(made.status).toBe(201);
    expect(made.result).toMatchObject({ number: 'RITM0010001', sys_created_by: 'admin' });
  });

  it('refuses knobs that do not exist or cannot stand so', async () => {
    expect((await instance.control('PUT', 'knobs', { nope: 1 })).status).toBe(400);
    expect((await instance.control('PUT', 'knobs', { reopen: 'maybe' })).status).toBe(400);
    expect((await instance.control('PUT', 'knobs', { rateRules: {} })).status).toBe(400);
  });

  it('lists what was asked, by whom and with which outcome', async () => {
    await instance.aTask();
    await instance.table('GET', 'nope');
    const { text } = await instance.control('GET', 'requests');
    expect(JSON.parse(text)).toMatchObject({
      requests: [
        { method: 'POST', user: 'circuit.orders', status: 201 },
        { method: 'GET', target: '/api/now/table/nope', status: 400 },
      ],
    });
  });

  it('writes each change into the ledger, and nothing for none', async () => {
    const { sys_id = '' } = await instance.aTask({ order: '1' });
    await instance.table('PATCH', `sc_task/${sys_id}`, { body: { order: '1' } });
    await instance.table('PATCH', `sc_task/${sys_id}`, { body: { order: '2', work_notes: 'x' } });
    const { text } = await instance.control('GET', 'ledger?kind=update');
    expect(JSON.parse(text)).toMatchObject({
      entries: [
        {
          table: 'sc_task',
          number: 'SCTASK0010001',
          by: 'circuit.orders',
          modCount: 1,
          fields: ['order', 'work_notes'],
        },
      ],
    });
  });

  it('starts over on reset', async () => {
    await instance.aTask();
    await instance.control('PUT', 'knobs', { reopen: 'refused' });
    await instance.control('POST', 'reset');
    expect((await instance.aTask())['number']).toBe('SCTASK0010001');
    const knobs = await instance.control('GET', 'knobs');
    expect(JSON.parse(knobs.text)).toMatchObject({ reopen: 'allowed' });
  });
});
