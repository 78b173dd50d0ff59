import { Connection } from '@temporalio/client';
import { createRuntime } from '../../src/adapters/temporal/create-runtime';
import { freePort, startTemporalServer, type TemporalServer } from '../support/temporal-server';

let server: TemporalServer;
beforeAll(async () => {
  server = await startTemporalServer();
}, 60_000);
afterAll(() => server.stop());

async function missingIn(namespace: string, address?: string): Promise<string | null> {
  const runtime = createRuntime({ address: address ?? server.address, namespace });
  const missing = await runtime.missingOnServer(address === undefined ? 4_000 : 300);
  await runtime.close();
  return missing;
}

async function registerNamespace(namespace: string): Promise<void> {
  const connection = await Connection.connect({ address: server.address });
  const day = { seconds: 86_400 as unknown as Long };
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: day,
  });
  await connection.close();
}

test('a Temporal that has all our stories need lacks nothing', async () => {
  expect(await missingIn(server.namespace)).toBeNull();
});

test('a namespace nobody made is named with the command that makes it', async () => {
  expect(await missingIn('elsewhere')).toBe(
    'Temporal has no namespace "elsewhere". Set TEMPORAL_NAMESPACE to one it has, or create it: ' +
      'temporal operator namespace create --namespace elsewhere',
  );
});

test('a namespace without our search attributes is refused with the command that adds them', async () => {
  await registerNamespace('bare');
  expect(await missingIn('bare')).toBe(
    'Temporal\'s namespace "bare" lacks search attributes that orders carry. Add them: temporal ' +
      'operator search-attribute create --namespace bare --name CoStage --type Keyword ' +
      '--name CoProvider --type Keyword --name CoDueAt --type Datetime',
  );
});

test('a Temporal that is down lacks nothing we know of: a start waits for it', async () => {
  expect(await missingIn('circuit-orders', `127.0.0.1:${await freePort()}`)).toBeNull();
});
