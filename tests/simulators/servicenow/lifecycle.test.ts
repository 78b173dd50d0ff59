import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import { join } from 'node:path';
import { openCertificateAuthority } from '../../../src/simulators/kit/certificate-authority';
import { useTemporaryFolder } from '../../support/temporary-folder';
import { startInstance } from './running-instance';

describe('an instance with a file', () => {
  const folder = useTemporaryFolder('servicenow-');

  it('goes on where it stopped', async () => {
    const stateFile = join(folder(), 'state.json');
    const first = await startInstance({ stateFile });
    const task = await first.aTask({ work_notes: 'kept' });
    await first.control('PUT', 'knobs', { reopen: 'refused' });
    await first.simulator.close();

    const second = await startInstance({ stateFile });
    const path = `sc_task/${task['sys_id'] ?? ''}?sysparm_display_value=true`;
    const { result } = await second.table('GET', path);
    expect(result['work_notes']).toContain('kept');
    expect((await second.aTask())['number']).toBe('SCTASK0010002');
    const knobs = await second.control('GET', 'knobs');
    expect(JSON.parse(knobs.text)).toMatchObject({ reopen: 'refused' });
    await second.simulator.close();
  });

  it('knows the machine account of this run, whoever ran it before', async () => {
    const stateFile = join(folder(), 'accounts.json');
    const first = await startInstance({ stateFile });
    await first.aTask();
    await first.simulator.close();
    const second = await startInstance({ stateFile, integrationUser: 'other.machine' });
    const as = Buffer.from('other.machine:integration-secret').toString('base64');
    expect((await second.table('GET', 'sc_task', { as })).results).toHaveLength(1);
    await second.simulator.close();
  });

  it('records each exchange where the environment asks for it', async () => {
    const file = join(folder(), 'record.jsonl');
    process.env['SIM_RECORD'] = file;
    const instance = await startInstance();
    await instance.aTask({ order: '1' });
    await instance.simulator.close();
    delete process.env['SIM_RECORD'];
    const [line = ''] = readFileSync(file, 'utf8').split('\n');
    expect(JSON.parse(line)).toMatchObject({
      direction: 'client',
      method: 'POST',
      request: { order: '1' },
      status: 201,
      response: { result: { order: '1' } },
    });
  });

  it('speaks TLS with the key it is given', async () => {
    const authority = openCertificateAuthority(join(folder(), 'ca'));
    const { simulator } = await startInstance({ tls: authority.server });
    const { protocol, port } = new URL(simulator.url);
    const answered = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = { ca: authority.caPem, host: 'localhost', port, family: 4, agent: false };
      const call = secureRequest({ ...options, path: '/api/now/table/sc_task' }, resolve);
      call.on('error', reject).end();
    });
    answered.resume();
    expect([protocol, answered.statusCode]).toEqual(['https:', 401]);
    expect(answered.headers['set-cookie']?.[0]).toContain('Secure');
    await simulator.close();
  });
});
