import { spawn } from 'node:child_process';

const running = new Set();
let isEnding = false;

/**
 * Runs a program to its end and gathers what it printed: `{code, output, stdout}`. It leads its own
 * process group, so Ctrl-C reaches us first and `endTools` can end it with all its children; from then
 * on nothing starts and nobody gets an answer: whoever waits must not go on.
 */
export function runTool(command, args, { cwd, env, onText, inherit = false, onStart } = {}) {
  return new Promise((resolve) => {
    if (isEnding) return;
    const child = spawn(command, args, {
      cwd,
      env: env ?? process.env,
      detached: process.platform !== 'win32',
      stdio: inherit ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      // npm is a .cmd file there, which only a shell can run.
      shell: process.platform === 'win32' && command.endsWith('.cmd'),
    });
    running.add(child);
    if (child.pid !== undefined) onStart?.(child.pid);
    let output = '';
    let stdout = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      output += text;
      stdout += text;
      onText?.(text);
    });
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      output += text;
      onText?.(text);
    });
    const end = (code) => {
      running.delete(child);
      if (!isEnding) resolve({ code, output, stdout });
    };
    child.on('error', (error) => {
      output += `${command}: ${error.message}\n`;
      end(127);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}

/** Ends every program `runTool` still waits for, with its process group. */
export async function endTools() {
  isEnding = true;
  const groups = [...running];
  const send = (name) => {
    for (const child of groups) {
      try {
        process.kill(process.platform === 'win32' ? child.pid : -child.pid, name);
      } catch {
        // Already gone, which is what we want.
      }
    }
  };
  send('SIGTERM');
  const gone = Promise.all(
    groups.map((child) => child.exitCode ?? new Promise((resolve) => child.once('exit', resolve))),
  );
  let timer;
  await Promise.race([gone, new Promise((resolve) => (timer = setTimeout(resolve, 2000)))]);
  clearTimeout(timer);
  send('SIGKILL');
}

/** The first lines of a text: npm tells the reason first and its manual afterwards. */
export const firstLines = (text, count) => text.trim().split('\n').slice(0, count).join('\n');

/** The last lines of a text, for the end of an error message. */
export const lastLines = (text, count = 30) => text.trimEnd().split('\n').slice(-count).join('\n');
