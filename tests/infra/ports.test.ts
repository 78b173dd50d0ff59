import { createServer, type AddressInfo, type Server } from 'node:net';
import { evaluate } from './support/temporary-project';

let neighbour: Server;
let taken: number;

beforeAll(async () => {
  neighbour = createServer();
  await new Promise<void>((done) => neighbour.listen(0, '127.0.0.1', done));
  taken = (neighbour.address() as AddressInfo).port;
});

afterAll(() => {
  neighbour.close();
});

const take = (env: Record<string, string>, wanted: number) =>
  evaluate(`
    const said = [];
    const { createPorts } = await load('ports');
    const ports = createPorts({ env: ${JSON.stringify(env)}, say: (text) => said.push(text) });
    const take = () => ports.take('the board', 'PORT', ${wanted}).catch(({ message }) => message);
    console.log(JSON.stringify({ first: await take(), second: await take(), said }));
  `) as { first: number | string; second: number | string; said: string[] };

test('takes the next free port when the wanted one is taken, and says so', () => {
  const { first, said } = take({}, taken);
  expect(first).toBeGreaterThan(taken);
  expect(said[0]).toBe(`port ${taken} of the board is taken, using ${first}`);
});

test('never gives the same port twice', () => {
  const { first, second } = take({}, taken);
  expect(second).toBeGreaterThan(Number(first));
});

test('refuses a fixed port that is taken', () => {
  expect(take({ PORT: String(taken) }, 3000).first).toMatch(/PORT=\d+ fixes the port of the board/);
});

test.each(['http', '0', '70000', '3000.5'])('refuses %s as a port', (text) => {
  expect(take({ PORT: text }, 3000).first).toBe(`PORT=${text} is not a port number.`);
});
