/**
 * Starts the whole simulated outside world in one process: identity, mail, Teams, ServiceNow and
 * the carrier. Forked by the set-up, it reports once where everything listens and which variables
 * the product needs; SIGTERM, or the end of the process that forked it, closes everything.
 */
import { parseSimulatorsSettings } from './outside/settings';
import { startSimulators } from './outside/start-simulators';

async function main(): Promise<void> {
  const { endpoints, env, close } = await startSimulators(parseSimulatorsSettings(process.env));
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    void close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  if (process.send === undefined) {
    process.once('SIGINT', stop);
    process.stdout.write(`${JSON.stringify(endpoints, undefined, 2)}\n`);
    return;
  }
  // Ctrl-C reaches the whole group at once; the product still needs its outside while it drains.
  process.on('SIGINT', () => undefined);
  process.once('disconnect', stop);
  process.send({ type: 'ready', endpoints, env });
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`The simulators cannot start: ${(error as Error).message}\n`);
    process.exit(1);
  });
}
