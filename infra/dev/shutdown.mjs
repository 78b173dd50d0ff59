import { endTools } from './run-tool.mjs';

/**
 * Collects what has to be stopped and stops it, the last first, once, whatever the reason: a
 * signal, a failure or the normal end. `impatient` runs on a second signal; `isExpected` says that a
 * signal is the usual end, no failure.
 */
export function createShutdown({ say = () => {}, impatient = () => {}, isExpected } = {}) {
  const parts = [];
  let stopping;

  const stop = () => {
    stopping ??= (async () => {
      await endTools();
      for (const { name, end } of parts.reverse()) {
        try {
          await end();
        } catch (error) {
          say(`${name} could not be stopped: ${error.message}`);
        }
      }
    })();
    return stopping;
  };

  const onSignal = async (signal) => {
    if (stopping !== undefined) {
      impatient();
      process.exit(1);
    }
    say(`${signal} received, stopping`);
    await stop();
    say('stopped');
    if (isExpected) process.exit(0);
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };

  return {
    stop,
    /** What is added while everything stops is stopped at once. */
    add: (name, end) => (stopping === undefined ? parts.push({ name, end }) : void end()),
    isStopping: () => stopping !== undefined,
    listen: () => {
      // npm runs us below a shell that dies of a SIGTERM without passing it on.
      const parent = process.ppid;
      if (process.env.npm_lifecycle_event !== undefined) {
        const check = () => {
          if (process.ppid !== parent && stopping === undefined) void onSignal('SIGTERM');
        };
        setInterval(check, 300).unref();
      }
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);
    },
  };
}
