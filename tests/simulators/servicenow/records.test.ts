import { ADMIN, startInstance, type RunningInstance } from './running-instance';

describe('a record', () => {
  let instance: RunningInstance;
  beforeEach(async () => {
    instance = await startInstance();
  });
  afterEach(() => instance.simulator.close());

  const patch = (table: string, sysId: string, body: object, as?: string) =>
    instance.table('PATCH', `${table}/${sysId}?sysparm_exclude_reference_link=true`, {
      body,
      ...(as ? { as } : {}),
    });

  describe('with journals', () => {
    it('gains one entry per write and counts it as a change', async () => {
      const { sys_id = '' } = await instance.aTask();
      const answer = await patch('sc_task', sys_id, { work_notes: 'first', comments: 'hello' });
      expect(answer.result).toMatchObject({ work_notes: '', comments: '', sys_mod_count: '1' });
      const entries = await instance.table(
        'GET',
        `sys_journal_field?sysparm_query=element_id=${sys_id}^ORDERBYelement`,
      );
      expect(entries.results).toMatchObject([
        { element: 'comments', value: 'hello', name: 'sc_task', sys_created_by: 'circuit.orders' },
        { element: 'work_notes', value: 'first', name: 'sc_task' },
      ]);
    });

    it('adds the same text again', async () => {
      const { sys_id = '' } = await instance.aTask();
      await patch('sc_task', sys_id, { work_notes: 'same' });
      const second = await patch('sc_task', sys_id, { work_notes: 'same' });
      expect(second.result['sys_mod_count']).toBe('2');
    });

    it('shows the stream newest first, each with time, name and kind', async () => {
      const { sys_id = '' } = await instance.aTask({ work_notes: 'one' });
      await patch('sc_task', sys_id, { work_notes: 'two' });
      instance.clock.advance(60_000);
      await patch('sc_task', sys_id, { comments: 'three' }, ADMIN);
      const path = `sc_task/${sys_id}?sysparm_display_value=all`;
      const { result } = await instance.table('GET', path);
      expect(result['work_notes']).toEqual({
        value: '',
        display_value:
          '2026-10-06 19:05:00 - Circuit Orders Integration (Work notes)\ntwo\n\n' +
          '2026-10-06 19:05:00 - Circuit Orders Integration (Work notes)\none\n\n',
      });
      expect(result['comments']).toEqual({
        value: '',
        display_value:
          '2026-10-06 19:06:00 - System Administrator (Additional comments)\nthree\n\n',
      });
    });

    it('finds an entry by a part of its text', async () => {
      const { sys_id = '' } = await instance.aTask({ work_notes: 'x\n[CO-1 e:abc123abc123]' });
      const query = `sysparm_query=element_id=${sys_id}^valueLIKEabc123ABC123`;
      expect((await instance.table('GET', `sys_journal_field?${query}`)).results).toHaveLength(1);
    });
  });

  describe('that is a task', () => {
    it.each(['3', '4', '7'])('is stamped when closed as %s', async (state) => {
      const { sys_id = '' } = await instance.aTask();
      instance.clock.advance(1000);
      const { result } = await patch('sc_task', sys_id, { state }, ADMIN);
      expect(result).toMatchObject({
        active: 'false',
        closed_at: '2026-10-06 19:05:01',
        closed_by: '6816f79cc0a8016401c5a33be04be441',
        sys_mod_count: '1',
      });
    });

    it('loses the stamps when reopened', async () => {
      const { sys_id = '' } = await instance.aTask({ state: '3' });
      const { result } = await patch('sc_task', sys_id, { state: '2' });
      expect(result).toMatchObject({ active: 'true', closed_at: '', closed_by: '' });
    });

    it('stays closed where reopening is refused', async () => {
      await instance.control('PUT', 'knobs', { reopen: 'refused' });
      const { sys_id = '' } = await instance.aTask({ state: '3' });
      const answer = await patch('sc_task', sys_id, { state: '2' });
      expect(answer.status).toBe(403);
      expect(answer.error.message).toBe('Operation Failed');
      expect(answer.error.detail).toMatch(
        /^Operation against file 'sc_task' was aborted by Business Rule 'Prevent reopening\^[0-9a-f]{32}'\. Business Rule Stack:Prevent reopening$/,
      );
    });

    it('takes no write once closed where closed tasks are locked', async () => {
      await instance.control('PUT', 'knobs', { closedTask: 'locked' });
      const { sys_id = '' } = await instance.aTask({ state: '3' });
      const answer = await patch('sc_task', sys_id, { order: '1' });
      expect([answer.status, answer.error.detail]).toEqual([
        403,
        'ACL Exception Update Failed due to security constraints',
      ]);
    });

    it('is closed only with notes where they are required', async () => {
      await instance.control('PUT', 'knobs', { closeNotes: 'required' });
      const { sys_id = '' } = await instance.aTask();
      const refused = await patch('sc_task', sys_id, { state: '3' });
      expect([refused.status, refused.error.detail]).toEqual([
        403,
        'Data Policy Exception: The following fields are mandatory: Close notes',
      ]);
      const accepted = await patch('sc_task', sys_id, { state: '3', close_notes: 'done' });
      expect(accepted.status).toBe(200);
    });

    it('keeps its priority as sent, or has it looked up where set so', async () => {
      const sent = { priority: '2', impact: '1', urgency: '3' };
      expect((await instance.aTask(sent))['priority']).toBe('2');
      await instance.control('PUT', 'knobs', { priority: 'looked_up' });
      expect((await instance.aTask(sent))['priority']).toBe('3');
      expect((await instance.aTask({ impact: '3', urgency: '3' }))['priority']).toBe('5');
    });

    it('is given to the group of an assignment rule', async () => {
      const group = '287ebd7da9fe198100f92cc8d1d2154e';
      await instance.control('PUT', 'knobs', { assignmentRule: group });
      expect((await instance.aTask())['assignment_group']).toBe(group);
    });
  });

  describe('with records above it', () => {
    const aFamily = async (children: number) => {
      const made = async (table: string, fields: object) =>
        String((await instance.table('POST', table, { as: ADMIN, body: fields })).result['sys_id']);
      const request = await made('sc_request', {});
      const item = await made('sc_req_item', { request });
      const tasks: string[] = [];
      for (let index = 0; index < children; index += 1) {
        tasks.push(await made('sc_task', { request_item: item, request }));
      }
      const state = async (table: string, sysId: string) =>
        String((await instance.table('GET', `${table}/${sysId}`)).result['state']);
      const above = async () =>
        `${await state('sc_req_item', item)} ${await state('sc_request', request)}`;
      return { item, request, tasks, above, state };
    };
    const close = (sysId: string | undefined, state: string) =>
      patch('sc_task', sysId ?? '', { state });

    it('closes them complete once all tasks are complete', async () => {
      const { tasks, above } = await aFamily(2);
      await close(tasks[0], '3');
      expect(await above()).toBe('1 1');
      await close(tasks[1], '3');
      expect(await above()).toBe('3 3');
    });

    it('closes them incomplete with the first incomplete one and spares its siblings', async () => {
      const { tasks, above, state } = await aFamily(2);
      await close(tasks[0], '4');
      expect(await above()).toBe('4 4');
      expect(await state('sc_task', tasks[1] ?? '')).toBe('1');
    });

    it('closes the siblings too where the instance is set so', async () => {
      await instance.control('PUT', 'knobs', { siblingsOfIncomplete: 'closed' });
      const { tasks, state } = await aFamily(2);
      await close(tasks[0], '4');
      expect(await state('sc_task', tasks[1] ?? '')).toBe('4');
    });

    it('closes them skipped when all tasks are skipped', async () => {
      const { tasks, above, request } = await aFamily(2);
      await close(tasks[0], '7');
      await close(tasks[1], '7');
      expect(await above()).toBe('7 7');
      const { result } = await instance.table('GET', `sc_request/${request}`);
      expect(result['request_state']).toBe('closed_cancelled');
    });
  });
});
