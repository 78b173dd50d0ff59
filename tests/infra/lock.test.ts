import {
  createTemporaryFolder,
  evaluate,
  type TemporaryProject,
} from './support/temporary-project';

let project: TemporaryProject;

beforeEach(() => {
  project = createTemporaryFolder();
});

afterEach(() => {
  project.remove();
});

const take = () =>
  evaluate(`
    const { takeLock } = await load('lock');
    const { holder } = takeLock(${JSON.stringify(project.path('lock'))});
    console.log(JSON.stringify({ holder: holder?.pid ?? null }));
  `);

const note = (pid: number, change = '') =>
  evaluate(`
    const { noteOf } = await load('living-process');
    const noted = noteOf(${pid}, 'lock');
    console.log(JSON.stringify({ ...noted, birth: noted.birth + '${change}' }));
  `);

test('is refused while its holder lives', () => {
  project.write('lock', JSON.stringify(note(process.pid)));
  expect(take()).toEqual({ holder: process.pid });
});

test('is taken over from a killed process', () => {
  take();
  expect(take()).toEqual({ holder: null });
});

test('is taken over when a stranger got the number of its holder', () => {
  project.write('lock', JSON.stringify(note(process.pid, ' earlier')));
  expect(take()).toEqual({ holder: null });
});

test('is taken over when its file is damaged', () => {
  project.write('lock', '{"pid":');
  expect(take()).toEqual({ holder: null });
});
