// Entry of every npm script. It runs before anything is installed, so it and its siblings import
// Node's own modules only; each command lives in the file it names here.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`circuit-orders needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const commands = {
  start: async (project, args) => (await import('./start.mjs')).start(project, args),
  test: async (project, args) => (await import('./test.mjs')).test(project, args),
  dev: async (project, args) => (await import('./dev.mjs')).dev(project, args),
  build: async (project) => (await import('./prepare.mjs')).buildOnly(project),
  command: async (project, args) => (await import('./command.mjs')).command(project, args),
  torture: async (project, args) => (await import('./harness.mjs')).torture(project, args),
  bench: async (project, args) => (await import('./harness.mjs')).bench(project, args),
  histories: async (project, args) => (await import('./harness.mjs')).histories(project, args),
};

const [name = '', ...args] = process.argv.slice(2);
const { createProject } = await import('./project.mjs');
// A reader that closes the pipe early (`npm test | head`) must not turn into a crash.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

if (!Object.hasOwn(commands, name)) {
  console.error(`Unknown command "${name}". Known: ${Object.keys(commands).join(', ')}.`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await commands[name](createProject(), args);
  } catch (error) {
    const { StepFailure } = await import('./steps.mjs');
    console.error(error instanceof StepFailure ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
  // Watchers and sockets of what was stopped must not keep us alive.
  process.stdout.write('', () => process.exit());
}
