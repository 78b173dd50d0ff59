import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { endProcess, isAlive, isSame, noteOf, signal } from './living-process.mjs';
import { openLog } from './log-file.mjs';
import { readJson, writePrivate } from './private-file.mjs';
import { lastLines } from './run-tool.mjs';
import { StepFailure } from './steps.mjs';

/** Notes in a file which processes are ours, so that a run after SIGKILL can end them. */
export function createRecord(file) {
  const read = () => readJson(file, []);
  return {
    add: (pid, name) => writePrivate(file, JSON.stringify([...read(), noteOf(pid, name)])),
    remove: (pid) => writePrivate(file, JSON.stringify(read().filter((one) => one.pid !== pid))),
    /** Ends what a killed run left behind and really is what was noted; answers the names. */
    endAll: async () => {
      const left = read().filter(isSame);
      await Promise.all(left.map(({ pid }) => endProcess(pid, { timeoutMs: 5000 })));
      rmSync(file, { force: true });
      return left.map(({ name }) => name);
    },
  };
}

const readiness = (child, exited, timeoutMs) =>
  new Promise((resolve) => {
    const timer = setTimeout(
      () => resolve({ problem: `not ready after ${timeoutMs / 1000} s` }),
      timeoutMs,
    );
    child.on('message', (message) => {
      if (message?.type !== 'ready') return;
      clearTimeout(timer);
      resolve({ message });
    });
    void exited.then((code) => {
      clearTimeout(timer);
      // The last message of a process that ended well may still be on its way.
      setTimeout(
        () => resolve({ problem: `it ended (${code}) before it was ready` }),
        code === 0 ? 500 : 0,
      );
    });
  });

/**
 * Forks a compiled part of the product; `whenReady` waits for its `ready` message. It has a process
 * group of its own (Ctrl-C reaches us, who know the order) and writes its log by itself.
 */
export function forkChild({ name, file, args = [], env, cwd, log, record, timeoutMs = 60_000 }) {
  const opened = openLog(log);
  const child = fork(file, args, {
    cwd,
    env,
    execArgv: [],
    detached: true,
    stdio: ['ignore', opened.descriptor, opened.descriptor, 'ipc'],
  });
  if (child.pid) record?.add(child.pid, name);
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, by) => resolve(code ?? by));
  });
  void exited.then(() => {
    opened.close();
    if (child.pid) record?.remove(child.pid);
  });
  const ready = readiness(child, exited, timeoutMs);
  const stop = (graceMs = 5000) => endProcess(child.pid, { timeoutMs: graceMs });

  return {
    name,
    log,
    pid: child.pid,
    exited,
    stop,
    isAlive: () => isAlive(child.pid),
    kill: () => signal(child.pid, 'SIGKILL'),
    said: opened.sinceOpened,
    whenReady: async () => {
      const { message, problem } = await ready;
      if (problem === undefined)
        return { env: message.env ?? {}, endpoints: message.endpoints ?? {} };
      await stop();
      const said = lastLines(opened.sinceOpened(), 60);
      throw new StepFailure(`${name} did not start: ${problem}. Log: ${log}\n${said}`);
    },
  };
}
