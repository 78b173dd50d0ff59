/** A step that failed in a way we understand: its message says what was tried and what to do. */
export class StepFailure extends Error {}

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/**
 * Prints one line per step with its duration, and a sign of life every few seconds while it runs.
 * A step returns its detail, or nothing when there was nothing to do (`quiet` then prints nothing).
 */
export function createSteps({ stream = process.stdout, quiet = false, everyMs = 3000 } = {}) {
  const line = (title, text) => stream.write(`  ${title.padEnd(16)} ${text}\n`);

  async function run(title, work) {
    const startedAt = Date.now();
    let doing = 'working';
    const timer = setInterval(() => line(title, `${doing}, ${seconds(age())} so far`), everyMs);
    const age = () => Date.now() - startedAt;
    const progress = {
      now: (text) => (doing = text),
      say: (text) => line(title, text),
    };
    try {
      const result = await work(progress);
      const detail = typeof result === 'object' && result !== null ? result.detail : result;
      if (!quiet || detail !== undefined)
        line(title, `${detail ?? 'up to date'} (${seconds(age())})`);
      return result;
    } catch (error) {
      line(title, `FAILED (${seconds(age())})`);
      throw error;
    } finally {
      clearInterval(timer);
    }
  }

  return { run, line };
}
