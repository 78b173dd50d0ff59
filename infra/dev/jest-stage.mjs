import { join } from 'node:path';
import { readJson } from './private-file.mjs';
import { lastLines, runTool } from './run-tool.mjs';

const limitMs = 20 * 60_000;

/** Failing tests in full: the file, the test's name, jest's message. */
function failureMessages(report, root) {
  const messages = [];
  for (const suite of report.testResults ?? []) {
    const file = suite.name.replace(`${root}/`, '');
    const failed = (suite.assertionResults ?? []).filter(({ status }) => status === 'failed');
    for (const test of failed) {
      messages.push(`● ${file}: ${test.fullName}\n\n${test.failureMessages.join('\n')}`);
    }
    // A file that could not be loaded has no tests, only a message.
    if (suite.status === 'failed' && failed.length === 0)
      messages.push(`● ${file}\n\n${suite.message}`);
  }
  return messages;
}

/** Counts of a jest report; a file that could not run counts as one failure. */
export function toResult(report, { root, isFiltered }) {
  const skipped = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0);
  return {
    passed: report.numPassedTests ?? 0,
    failed: (report.numFailedTests ?? 0) + (report.numRuntimeErrorTestSuites ?? 0),
    // With `-t` jest reports every other test as pending.
    skipped: isFiltered ? 0 : skipped,
    messages: failureMessages(report, root),
  };
}

const jest = (project) => project.path('node_modules', 'jest', 'bin', 'jest.js');

/** Runs one jest project; `workers` 0 means in one process. */
export async function runJest(project, { part, workers, pattern, paths, env, folder, onStart }) {
  const outputFile = join(folder, `${part}.json`);
  const args = ['--selectProjects', part, '--json', `--outputFile=${outputFile}`];
  args.push('--passWithNoTests', ...(workers === 0 ? ['-i'] : [`--maxWorkers=${workers}`]));
  if (pattern !== undefined) args.push('-t', pattern);
  const timer = setTimeout(() => stuck?.(), limitMs);
  let stuck;
  const { code, output } = await runTool(process.execPath, [jest(project), ...args, ...paths], {
    cwd: project.root,
    env,
    onStart: (pid) => {
      onStart(pid);
      stuck = () => process.kill(-pid, 'SIGKILL');
    },
  });
  clearTimeout(timer);
  const report = readJson(outputFile, undefined);
  if (report === undefined) {
    // Nothing matched is no failure; jest then writes no report.
    if (code === 0) return { passed: 0, failed: 0, messages: [] };
    return { failed: 1, messages: [`jest could not run ${part}:\n${lastLines(output, 60)}`] };
  }
  const result = toResult(report, { root: project.root, isFiltered: pattern !== undefined });
  if (code === 0 || result.failed > 0) return result;
  return { ...result, failed: 1, messages: [`jest ended with ${code}:\n${lastLines(output, 60)}`] };
}

/** How many test files a project has: what is skipped when it cannot run. */
export async function countFiles(project, { part, paths, env }) {
  const args = [
    jest(project),
    '--selectProjects',
    part,
    '--listTests',
    '--passWithNoTests',
    ...paths,
  ];
  const { stdout } = await runTool(process.execPath, args, { cwd: project.root, env });
  return stdout.split('\n').filter((line) => /\.test\.tsx?$/.test(line)).length;
}
