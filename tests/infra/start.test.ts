import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { createTemporaryProject, type TemporaryProject } from './support/temporary-project';

let project: TemporaryProject;
let temporal: Server;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  temporal = createServer();
  await new Promise<void>((done) => temporal.listen(0, '127.0.0.1', done));
  const { port } = temporal.address() as AddressInfo;
  project = createTemporaryProject();
  env = {
    PATH: process.env['PATH'],
    HOME: project.folder,
    DATABASE_URL: 'postgres://mine@localhost/orders',
    TEMPORAL_ADDRESS: `127.0.0.1:${port}`,
    NOTES_FILE: project.path('notes'),
  };
});

afterAll(() => {
  temporal.close();
  project.remove();
});

const script = () => project.path('infra', 'dev', 'run.mjs');

/** Runs `npm start` until it has said what runs. */
async function start(): Promise<{ child: ChildProcess; output: () => string }> {
  const child = spawn(process.execPath, [script(), 'start'], { env });
  let text = '';
  await new Promise<void>((resolve, reject) => {
    const take = (part: Buffer) => {
      text += part.toString();
      if (text.includes('Stop with Ctrl-C')) resolve();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('exit', () => {
      reject(new Error(text));
    });
  });
  return { child, output: () => text };
}

const end = (child: ChildProcess, signal: NodeJS.Signals) =>
  new Promise<number | null>((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', resolve);
    child.kill(signal);
  });

const run = (...args: string[]) => {
  const { status, stdout } = spawnSync(process.execPath, [script(), ...args], { env });
  return { status, stdout: stdout.toString() };
};

const notes = () => project.read('notes').trim().split('\n');

test('stops the product before the simulators, and everything on one signal', async () => {
  project.write('notes', '');
  const { child } = await start();
  expect(await end(child, 'SIGTERM')).toBe(0);
  expect(notes()).toEqual([
    'simulators started',
    'product started',
    'product stopped',
    'simulators stopped',
  ]);
  expect(() => project.read('.data/endpoints.json')).toThrow('ENOENT');
}, 60_000);

test('says where it runs when started a second time', async () => {
  const { child } = await start();
  const { status, stdout } = run('start');
  await end(child, 'SIGINT');
  expect(stdout).toMatch(/already runs \(process \d+\): http:\/\/localhost:\d+\/circuit-orders/);
  expect(status).toBe(0);
}, 60_000);

test('gives a command the variables of what runs, and its output nothing else', async () => {
  const { child } = await start();
  const whileRunning = run('command', 'echo', 'sam').stdout;
  await end(child, 'SIGINT');
  expect(whileRunning).toBe('sam simulators\n');
  expect(run('command', 'echo', 'sam').stdout).toBe('sam nothing runs\n');
}, 60_000);

test('starts again after it was killed', async () => {
  const first = await start();
  await end(first.child, 'SIGKILL');
  const { child, output } = await start();
  expect(output()).toContain('circuit-orders is running');
  expect(await end(child, 'SIGTERM')).toBe(0);
}, 60_000);

test('shows why a part did not start, and leaves nothing running', () => {
  const working = project.read('dist/src/main.js');
  project.write('notes', '');
  project.write(
    'dist/src/main.js',
    `console.error('the policy has no calendar'); process.exit(3);`,
  );
  const { status, stderr } = spawnSync(process.execPath, [script(), 'start'], { env });
  project.write('dist/src/main.js', working);
  expect(stderr.toString()).toMatch(/product did not start: it ended \(3\)[^]*has no calendar/);
  expect(status).toBe(1);
  expect(notes()).toEqual(['simulators started', 'simulators stopped']);
}, 60_000);

test('says last why everything stops when a part dies, below what that part said', () => {
  const working = project.read('dist/src/main.js');
  const lines = `for (let n = 0; n < 100; n += 1) console.log(JSON.stringify({ level: 30, n }));`;
  const cause = `console.log(JSON.stringify({ level: 60, error: 'no disk', msg: 'cannot go on' }));`;
  project.write(
    'dist/src/main.js',
    `process.send({ type: 'ready', endpoints: {}, env: {} });
     setTimeout(() => { ${cause} ${lines} process.exit(3); }, 300);`,
  );
  const { status, stderr } = spawnSync(process.execPath, [script(), 'start'], { env });
  project.write('dist/src/main.js', working);
  const said = stderr.toString().trimEnd().split('\n');
  expect(status).toBe(1);
  expect(said.at(-1)).toMatch(/^The product ended \(3\): cannot go on: no disk\. Log: .+\.log$/u);
  expect(said.filter((line) => line.startsWith('{'))).toHaveLength(10);
}, 60_000);
