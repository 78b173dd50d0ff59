import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startInstance } from './running-instance';

describe('the outbound rule', () => {
  it('signs a hint for each change of our tasks, and for no other', async () => {
    const secret = 'hint-secret';
    const heard: { headers: IncomingMessage['headers']; body: string }[] = [];
    const listener = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        heard.push({ headers: request.headers, body });
        response.writeHead(202).end();
      });
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const { port } = listener.address() as AddressInfo;
    const instance = await startInstance({
      webhook: { url: `http://127.0.0.1:${port}/hook`, secret },
    });
    await instance.aTask({ order: '1' });
    const ours = await instance.aTask({
      correlation_id: 'circuit-orders:CO-1',
      correlation_display: 'circuit-orders',
    });
    await instance.simulator.close();
    await new Promise((resolve) => {
      listener.close(resolve);
      listener.closeAllConnections();
    });

    expect(heard).toHaveLength(1);
    const { headers, body } = heard[0] ?? { headers: {}, body: '' };
    expect(JSON.parse(body)).toEqual({
      table: 'sc_task',
      sys_id: ours['sys_id'],
      number: 'SCTASK0010002',
      correlation_id: 'circuit-orders:CO-1',
      sys_mod_count: '0',
      sys_updated_on: '2026-10-06 19:05:00',
    });
    const id = `${ours['sys_id'] ?? ''}_0`;
    const timestamp = String(Date.parse('2026-10-06T19:05:00Z') / 1000);
    const signed = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`);
    expect(headers).toMatchObject({
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signed.digest('base64')}`,
    });
  });
});
