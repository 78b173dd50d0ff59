import { ADMIN, NOW, startInstance, type Fields, type RunningInstance } from './running-instance';

const NETWORK = '287ebd7da9fe198100f92cc8d1d2154e';
const FRED = '5137153cc611227c000bbd1bd8cd2005';
const OUR_ID = '0123456789abcdef0123456789ABCDEF';

describe('the Table API', () => {
  let instance: RunningInstance;
  beforeEach(async () => {
    instance = await startInstance();
  });
  afterEach(() => instance.simulator.close());

  describe('creating', () => {
    it('answers 201 with the stored record, its defaults and where it lies', async () => {
      const answer = await instance.table('POST', 'sc_task', {
        body: { short_description: 'TXH 97' },
      });
      expect(answer.status).toBe(201);
      expect(answer.result).toMatchObject({
        number: 'SCTASK0010001',
        short_description: 'TXH 97',
        state: '1',
        priority: '4',
        urgency: '3',
        impact: '3',
        approval: 'not requested',
        active: 'true',
        sys_class_name: 'sc_task',
        opened_at: NOW,
        opened_by: { value: expect.any(String) as string },
        sys_mod_count: '0',
        sys_created_by: 'circuit.orders',
        sys_updated_by: 'circuit.orders',
        sys_created_on: NOW,
        sys_updated_on: NOW,
        closed_at: '',
      });
      const sysId = answer.result['sys_id'] as string;
      expect(sysId).toMatch(/^[0-9a-f]{32}$/);
      const location = answer.headers.get('location') ?? '';
      expect(new URL(location).pathname).toBe(`/api/now/table/sc_task/${sysId}`);
    });

    it('counts numbers up by kind of task', async () => {
      await instance.aTask();
      expect((await instance.aTask())['number']).toBe('SCTASK0010002');
      const item = await instance.table('POST', 'sc_req_item', { as: ADMIN, body: {} });
      expect(item.result['number']).toBe('RITM0010001');
    });

    it('keeps the id a caller gives, as written', async () => {
      expect((await instance.aTask({ sys_id: OUR_ID }))['sys_id']).toBe(OUR_ID);
    });

    it('gives another id where the given one is none', async () => {
      expect((await instance.aTask({ sys_id: 'short' }))['sys_id']).toMatch(/^[0-9a-f]{32}$/);
    });

    it('gives another id where the instance replaces them', async () => {
      await instance.control('PUT', 'knobs', { callerSysId: 'replaced' });
      expect((await instance.aTask({ sys_id: OUR_ID }))['sys_id']).not.toBe(OUR_ID);
    });

    it('refuses an id that exists', async () => {
      await instance.aTask({ sys_id: OUR_ID });
      const second = await instance.table('POST', 'sc_task', { body: { sys_id: OUR_ID } });
      expect(second.status).toBe(403);
      expect(second.error).toEqual({
        message: 'Operation Failed',
        detail: 'Error during insert of sc_task (SCTASK0010002)',
      });
    });

    it('refuses a second record of one correlation where that is unique', async () => {
      await instance.control('PUT', 'knobs', { correlationUnique: 'on' });
      await instance.aTask({ correlation_id: 'order-1' });
      const second = await instance.table('POST', 'sc_task', {
        body: { correlation_id: 'order-1' },
      });
      expect([second.status, second.error.detail]).toEqual([
        403,
        'Error during insert of sc_task (SCTASK0010002)',
      ]);
    });

    it('allows two records of one correlation otherwise', async () => {
      await instance.aTask({ correlation_id: 'order-1' });
      expect((await instance.aTask({ correlation_id: 'order-1' }))['number']).toBe('SCTASK0010002');
    });

    it('stores numbers, booleans and null as text', async () => {
      const task = await instance.aTask({ state: 2, knowledge: true, order: 7, description: null });
      expect(task).toMatchObject({ state: '2', knowledge: 'true', order: '7', description: '' });
    });

    it.each<[string, Fields, Fields]>([
      ['unlisted choices', { state: '99', priority: 'high' }, { state: '1', priority: '4' }],
      ['labels of choices', { state: 'Work in Progress' }, { state: '1' }],
      ['names in place of ids', { assigned_to: 'Fred Luddy' }, { assigned_to: '' }],
      ['ids nobody has', { assignment_group: 'f'.repeat(32) }, { assignment_group: '' }],
      ['dates of no calendar', { due_date: '2026-02-31' }, { due_date: '' }],
      ['dates of another format', { due_date: '2026-10-06T12:00:00Z' }, { due_date: '' }],
      ['text in an integer', { order: 'many' }, { order: '' }],
      ['structures', { description: { value: 'x' } }, { description: '' }],
      ['system fields', { sys_mod_count: '7', sys_updated_by: 'me' }, { sys_mod_count: '0' }],
    ])('drops %s without a word', async (_claim, sent, stored) => {
      expect(await instance.aTask(sent)).toMatchObject(stored);
    });

    it('drops unknown fields without a word', async () => {
      expect(await instance.aTask({ u_none: 'x' })).not.toHaveProperty('u_none');
    });

    it('cuts text at the length of its column', async () => {
      const task = await instance.aTask({ short_description: 'x'.repeat(200) });
      expect(task['short_description']).toHaveLength(160);
    });

    it('gives a bare date the first second', async () => {
      expect((await instance.aTask({ due_date: '2026-11-01' }))['due_date']).toBe(
        '2026-11-01 00:00:00',
      );
    });

    it('stores columns a customer added', async () => {
      await instance.control('PUT', 'knobs', {
        addedColumns: { sc_task: [{ name: 'u_circuit', label: 'Circuit' }] },
      });
      expect((await instance.aTask({ u_circuit: 'ABC/1' }))['u_circuit']).toBe('ABC/1');
    });
  });

  describe('reading one', () => {
    it('answers the record, in every version', async () => {
      const task = await instance.aTask();
      for (const version of ['', '/v1', '/v2']) {
        const path = `/api/now${version}/table/sc_task/${task['sys_id'] ?? ''}`;
        expect((await instance.call('GET', path)).result['number']).toBe('SCTASK0010001');
      }
    });

    it('reads an encoded path', async () => {
      const task = await instance.aTask();
      const { status } = await instance.table('GET', `sc%5Ftask/${task['sys_id'] ?? ''}`);
      expect(status).toBe(200);
      expect((await instance.table('GET', 'sc%zztask')).status).toBe(400);
    });

    it('tolerates the parameters of a list', async () => {
      const { sys_id = '' } = await instance.aTask();
      const answer = await instance.table('GET', `sc_task/${sys_id}?sysparm_query=state=9&x=1`);
      expect(answer.status).toBe(200);
    });

    it('answers 404 for a record nobody has', async () => {
      const answer = await instance.table('GET', `sc_task/${OUR_ID}`);
      expect(answer.status).toBe(404);
      expect(answer.text).toBe(
        '{"error":{"message":"No Record found","detail":"Record doesn\'t exist or ACL restricts ' +
          'the record retrieval"},"status":"failure"}',
      );
    });

    it('finds a task through the table it extends', async () => {
      const { sys_id = '' } = await instance.aTask();
      const answer = await instance.table('GET', `task/${sys_id}`);
      expect(answer.result).toMatchObject({ sys_class_name: 'sc_task' });
      expect(answer.result).not.toHaveProperty('request_item');
    });
  });

  describe('changing', () => {
    it.each(['PATCH', 'PUT'])('leaves with %s what it does not name', async (method) => {
      const { sys_id = '' } = await instance.aTask({ description: 'kept', order: '1' });
      const answer = await instance.table(method, `sc_task/${sys_id}`, { body: { order: '2' } });
      expect(answer.status).toBe(200);
      expect(answer.result).toMatchObject({ description: 'kept', order: '2' });
    });

    it('stamps a change', async () => {
      const { sys_id = '' } = await instance.aTask();
      instance.clock.advance(90_000);
      const answer = await instance.table('PATCH', `sc_task/${sys_id}`, {
        as: ADMIN,
        body: { order: '2' },
      });
      expect(answer.result).toMatchObject({
        sys_mod_count: '1',
        sys_updated_on: '2026-10-06 19:06:30',
        sys_updated_by: 'admin',
        sys_created_on: NOW,
      });
    });

    it('leaves no trace of a write that changes nothing', async () => {
      const task = await instance.aTask({ order: '2', due_date: '2026-11-01' });
      instance.clock.advance(90_000);
      const body = { order: 2, due_date: '2026-11-01 00:00:00', state: 'bad', work_notes: ' ' };
      const answer = await instance.table('PATCH', `sc_task/${task['sys_id'] ?? ''}`, { body });
      expect(answer.status).toBe(200);
      expect(answer.result).toMatchObject({ sys_mod_count: '0', sys_updated_on: NOW });
    });

    it('counts it where the instance is set so', async () => {
      await instance.control('PUT', 'knobs', { noOpUpdate: 'counted' });
      const { sys_id = '' } = await instance.aTask({ order: '2' });
      const answer = await instance.table('PATCH', `sc_task/${sys_id}`, { body: { order: '2' } });
      expect(answer.result['sys_mod_count']).toBe('1');
    });

    it('keeps a reference that the new one cannot replace, and clears it on demand', async () => {
      const { sys_id = '' } = await instance.aTask({ assigned_to: FRED });
      const path = `sc_task/${sys_id}?sysparm_exclude_reference_link=true`;
      const kept = await instance.table('PATCH', path, { body: { assigned_to: 'Beth Anglin' } });
      expect(kept.result).toMatchObject({ assigned_to: FRED, sys_mod_count: '0' });
      const cleared = await instance.table('PATCH', path, { body: { assigned_to: null } });
      expect(cleared.result['assigned_to']).toBe('');
    });

    it('lets protected values vanish', async () => {
      await instance.control('PUT', 'knobs', { protectedFields: { sc_task: ['order'] } });
      const { sys_id = '' } = await instance.aTask();
      const answer = await instance.table('PATCH', `sc_task/${sys_id}`, { body: { order: '2' } });
      expect([answer.status, answer.result['order']]).toEqual([200, '']);
    });

    it('takes labels, names and local dates when asked to', async () => {
      const { sys_id = '' } = await instance.aTask();
      const path = `sc_task/${sys_id}?sysparm_input_display_value=true&sysparm_exclude_reference_link=true`;
      const answer = await instance.table('PATCH', path, {
        as: ADMIN,
        body: {
          state: 'Work in Progress',
          assignment_group: 'Network',
          assigned_to: 'Fred Luddy',
          due_date: '2026-11-02 09:30:00',
        },
      });
      expect(answer.result).toMatchObject({
        state: '2',
        assignment_group: NETWORK,
        assigned_to: FRED,
        due_date: '2026-11-02 17:30:00',
      });
    });

    it('answers 404 for a record nobody has', async () => {
      const answer = await instance.table('PATCH', `sc_task/${OUR_ID}`, { body: { order: '1' } });
      expect(answer.status).toBe(404);
    });

    it('answers nothing to who wants no body', async () => {
      const headers = { 'x-no-response-body': 'true' };
      const made = await instance.table('POST', 'sc_task', { body: {}, headers });
      expect([made.status, made.text]).toEqual([201, '']);
      expect(made.headers.get('location')).toContain('/sc_task/');
    });

    it('obeys an overridden method', async () => {
      const { sys_id = '' } = await instance.aTask();
      const answer = await instance.table('POST', `sc_task/${sys_id}`, {
        body: { order: '3' },
        headers: { 'x-http-method-override': 'PATCH' },
      });
      expect([answer.status, answer.result['order']]).toEqual([200, '3']);
    });
  });

  describe('deleting and heads', () => {
    it('removes a record and says nothing', async () => {
      const { sys_id = '' } = await instance.aTask();
      const answer = await instance.table('DELETE', `sc_task/${sys_id}`);
      expect([answer.status, answer.text]).toEqual([204, '']);
      expect((await instance.table('GET', `sc_task/${sys_id}`)).status).toBe(404);
      expect((await instance.table('DELETE', `sc_task/${sys_id}`)).status).toBe(404);
    });

    it('answers HEAD like GET without a body', async () => {
      await instance.aTask();
      const answer = await instance.table('HEAD', 'sc_task');
      expect([answer.status, answer.text, answer.headers.get('x-total-count')]).toEqual([
        200,
        '',
        '1',
      ]);
    });
  });
});
