import { request as rawRequest } from 'node:http';
import { startInstance, type RunningInstance } from './running-instance';

interface Page {
  status: number;
  text: string;
  headers: Headers;
}

describe('the agent page', () => {
  let instance: RunningInstance;
  let taskId: string;
  let base: string;
  let cookies: Map<string, string>;
  let nonce: string;

  const open = async (path: string, init: RequestInit = {}): Promise<Page> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, ...(init.headers as Record<string, string>) };
    const response = await fetch(base + path, { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    const text = await response.text();
    return { status: response.status, text, headers: response.headers };
  };
  const submit = (path: string, fields: Record<string, string>, origin?: string) =>
    open(path, {
      method: 'POST',
      body: new URLSearchParams({ nonce, ...fields }),
      headers: origin === undefined ? {} : { origin },
    });
  const task = async () => (await instance.table('GET', `sc_task/${taskId}`)).result;

  beforeEach(async () => {
    instance = await startInstance();
    base = `http://127.0.0.1:${instance.simulator.port}/_sim/agent`;
    cookies = new Map();
    const made = await instance.aTask({
      short_description: 'TXH97 <b>1G</b>',
      description: 'line one\nline two',
      correlation_id: 'circuit-orders:CO-1',
    });
    taskId = made['sys_id'] ?? '';
    const first = await open('');
    nonce = /name="nonce" value="([^"]+)"/.exec(first.text)?.[1] ?? '';
  });
  afterEach(() => instance.simulator.close());

  it('says it is a simulator and lists the tasks, their text escaped', async () => {
    const { text, headers } = await open('');
    expect(text).toContain('Simulator');
    expect(text).toContain('SCTASK0010001');
    expect(text).toContain('TXH97 &lt;b&gt;1G&lt;/b&gt;');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it('finds by order and separates open from closed', async () => {
    expect((await open('?find=co-1')).text).toContain('SCTASK0010001');
    expect((await open('?find=elsewhere')).text).toContain('No match here');
    expect((await open('?show=closed')).text).not.toContain('SCTASK0010001');
  });

  it('labels every input of the form', async () => {
    const { text } = await open(`/task/${taskId}`);
    const inputs = [...text.matchAll(/<(?:select|textarea|input)[^>]*?\sid="([^"]+)"/g)];
    expect(inputs.length).toBeGreaterThan(8);
    for (const [, id = ''] of inputs) expect(text).toContain(`for="${id}"`);
  });

  it('writes what was touched, and nothing else', async () => {
    const { text } = await open(`/task/${taskId}`);
    const was = /name="was"\s+value="([^"]*)"/.exec(text)?.[1]?.replaceAll('&quot;', '"') ?? '';
    await instance.table('PATCH', `sc_task/${taskId}`, { body: { close_notes: 'from the API' } });
    const answer = await submit(`/task/${taskId}/edit`, {
      was: was.replaceAll('&lt;', '<').replaceAll('&gt;', '>'),
      state: '2',
      close_notes: '',
      description: 'line one\r\nline two',
      due_date: '2026-11-02T09:00',
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `/_sim/agent/task/${taskId}?done=saved`,
    ]);
    expect(await task()).toMatchObject({
      state: '2',
      close_notes: 'from the API',
      description: 'line one\nline two',
      due_date: '2026-11-02 17:00:00',
      sys_updated_by: 'fred.luddy',
      sys_mod_count: '2',
    });
  });

  it('writes silently on demand', async () => {
    await submit(`/task/${taskId}/edit`, { was: '{}', state: '2', silent: 'true' });
    expect(await task()).toMatchObject({ state: '2', sys_mod_count: '0' });
  });

  it('adds notes and comments as the chosen person, newest first', async () => {
    await submit('/user', { user: 'dana' });
    await submit(`/task/${taskId}/journal`, { element: 'work_notes', text: 'inside' });
    await submit(`/task/${taskId}/journal`, { element: 'comments', text: 'outside' });
    const { text } = await open(`/task/${taskId}`);
    expect(text.indexOf('outside')).toBeLessThan(text.indexOf('inside'));
    expect(text).toContain('<strong>Dana Ruiz</strong>');
    const { results } = await instance.table('GET', 'sys_journal_field');
    expect(results.map((row) => row['sys_created_by'])).toEqual(['dana', 'dana']);
  });

  it('closes, reopens and deletes', async () => {
    const quick = (what: string) => submit(`/task/${taskId}/quick`, { quick: what });
    await quick('close-7');
    expect((await task())['state']).toBe('7');
    await quick('reopen');
    expect((await task())['state']).toBe('2');
    await quick('delete');
    expect((await open(`/task/${taskId}`)).status).toBe(404);
  });

  it('plans faults, clears them, and takes the instance down and up', async () => {
    await submit('/fault', { kind: 'html503', operation: 'read sc_task', times: '2' });
    expect((await instance.table('GET', 'sc_task')).status).toBe(503);
    expect((await open('')).text).toContain('Read of tasks, 1 left');
    await submit('/faults/clear', {});
    expect((await instance.table('GET', 'sc_task')).status).toBe(200);
    await submit('/availability', { up: 'false' });
    await expect(instance.table('GET', 'sc_task')).rejects.toThrow();
    expect((await open('')).text).toContain('Down: every call is reset');
    await submit('/availability', { up: 'true' });
    expect((await instance.table('GET', 'sc_task')).status).toBe(200);
  });

  it('tells by a number whether anything happened', async () => {
    const before = (await open('/revision')).text;
    expect((await open('/revision')).text).toBe(before);
    await instance.aTask();
    expect((await open('/revision')).text).not.toBe(before);
  });

  describe('refuses', () => {
    const note = { element: 'work_notes', text: 'forged' };
    afterEach(async () => {
      expect((await instance.table('GET', 'sys_journal_field')).results).toHaveLength(0);
    });

    it('a form from another origin', async () => {
      const path = `/task/${taskId}/journal`;
      expect((await submit(path, note, 'https://evil.example')).status).toBe(403);
      expect((await submit(path, note, 'http://127.0.0.1:1')).status).toBe(403);
      expect((await submit(path, note, 'null')).status).toBe(403);
    });

    it('a form without the nonce of this process', async () => {
      expect((await submit(`/task/${taskId}/journal`, { ...note, nonce: 'x' })).status).toBe(403);
    });

    it('a form without the cookie of this process', async () => {
      cookies.clear();
      expect((await submit(`/task/${taskId}/journal`, note)).status).toBe(403);
    });

    it('a body that is no form', async () => {
      const answer = await open(`/task/${taskId}/journal`, {
        method: 'POST',
        body: JSON.stringify({ nonce, ...note }),
        headers: { 'content-type': 'application/json' },
      });
      expect(answer.status).toBe(403);
    });

    it('to be addressed by a name that is not this machine’s own', async () => {
      const status = await new Promise((resolve, reject) => {
        const { port } = instance.simulator;
        const headers = { host: 'rebound.example' };
        rawRequest({ host: '127.0.0.1', port, path: '/_sim/agent', headers, agent: false })
          .on('response', (response) => {
            response.resume();
            resolve(response.statusCode);
          })
          .on('error', reject)
          .end();
      });
      expect(status).toBe(403);
    });

    it('to hand its cookie to other sites', async () => {
      cookies.clear();
      const { headers } = await open('');
      expect(headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Strict/);
    });
  });
});
