import { existsSync } from 'node:fs';
import { build } from './build.mjs';
import { runTool } from './run-tool.mjs';
import { StepFailure } from './steps.mjs';

async function check(project, args) {
  const { code, output } = await runTool(process.execPath, args, { cwd: project.root });
  return code === 0 ? { passed: 1 } : { failed: 1, messages: [output.trimEnd()] };
}

const bin = (project, ...parts) => project.path('node_modules', ...parts);

/** Is every file formatted? */
export const checkFormat = (project) =>
  check(project, [
    bin(project, 'prettier', 'bin', 'prettier.cjs'),
    '--check',
    '--log-level=warn',
    '.',
  ]);

/** Does every file keep the rules of the linter? */
export const checkLint = (project) =>
  check(project, [bin(project, 'eslint', 'bin', 'eslint.js'), '.']);

/** Do the types of the board hold? (tsc compiles it no further; Vite does not look at types.) */
export const checkWebTypes = (project) =>
  existsSync(project.path('src/web/tsconfig.json'))
    ? check(project, [
        bin(project, 'typescript', 'bin', 'tsc'),
        '-p',
        'src/web/tsconfig.json',
        '--noEmit',
      ])
    : undefined;

/** Do the types hold, and can everything be built? */
export async function checkBuild(project, progress) {
  try {
    await build(project, progress);
    return { passed: 1 };
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    return { failed: 1, messages: [error.message] };
  }
}
