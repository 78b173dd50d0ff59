/**
 * `npm run torture`: plays orders against the whole product while its processes, its servers and the
 * outside fail by plan, and then asks every invariant whether it held. Exit 0: all hold and enough
 * happened; 1: something is broken; 2: too little happened; 3: this program itself failed.
 */
import { execFileSync } from 'node:child_process';
import { ALL_CHECKERS } from './checkers/all-checkers';
import { readRecoveries } from './checkers/i18-recovers';
import { buildStage, createCurtain, type Curtain } from './build-stage';
import { comeToRest } from './come-to-rest';
import { withEvidence } from './gather-evidence';
import { OptionsError, parseOptions, type Options } from './options';
import { broken, prove, startLookout, type Findings, type Lookout } from './prove';
import { exitCodeOf, toReport } from './report';
import { createRunLog, type RunLog } from './run-log';
import { minimumOf, playCi, playCrashPoint, playMutant } from './scenario';
import type { Stage } from './stage';

const REST_WITHIN_MS = 60_000;
const MUTANT_WITHIN_MS = 90_000;

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}

/** What the lookout saw on the way stays, whatever the end looks like. */
function merged(early: Findings, late: Findings): Findings {
  const all: Findings = new Map(late);
  for (const [id, found] of early) all.set(id, [...new Set([...found, ...(all.get(id) ?? [])])]);
  return all;
}

async function play(stage: Stage, options: Options, log: RunLog): Promise<void> {
  try {
    if (options.crashPoint === null) await playCi(stage);
    else await playCrashPoint(stage, options.crashPoint);
  } catch (error) {
    // An order that never got there is a finding, and the invariants say of which kind.
    log.mishap({ process: 'driver', what: (error as Error).message });
  }
}

/** A mutant's run ends as soon as the invariant it breaks has noticed. */
async function playUntilCaught(
  stage: Stage,
  { id, caughtBy }: NonNullable<Options['mutant']>,
  lookout: Lookout,
): Promise<Findings> {
  const caught = () => lookout.findings.has(caughtBy);
  void playMutant(stage, id).catch((error: unknown) => {
    stage.log.say(`the scenario ended early: ${String(error)}`);
  });
  await stage.watch.until(caughtBy, caught, MUTANT_WITHIN_MS).catch(() => undefined);
  return new Map([[caughtBy, lookout.findings.get(caughtBy) ?? []]]);
}

async function proveAll(stage: Stage, lookout: Lookout): Promise<Findings> {
  stage.log.record.drainedMs = await comeToRest(stage, REST_WITHIN_MS);
  await lookout.stop();
  stage.product.readLogs();
  const late = await withEvidence(stage, true, (evidence) => prove(ALL_CHECKERS, evidence));
  return merged(lookout.findings, late);
}

async function run(options: Options, log: RunLog, curtain: Curtain): Promise<number> {
  const startedAt = Date.now();
  const { mutant } = options;
  const stage = await buildStage(options, log, curtain);
  log.say('servers run');
  const lookout = startLookout(stage, mutant === null ? [] : [mutant.caughtBy]);
  curtain.add('the lookout', () => lookout.stop());
  if (mutant === null) await play(stage, options, log);
  const findings =
    mutant === null
      ? await proveAll(stage, lookout)
      : await playUntilCaught(stage, mutant, lookout);
  const reached = new Set<string>([...log.reached, ...log.record.kills.map((kill) => kill.why)]);
  const wanted = mutant === null ? minimumOf(options.crashPoint) : [];
  const survived = mutant !== null && broken(findings).length === 0 ? [`${mutant.id} caught`] : [];
  const figures = {
    options,
    commit: commit(),
    seconds: Math.round((Date.now() - startedAt) / 1000),
    orders: stage.watch.all().length,
    faults: await stage.outside.countFaults(),
    looks: lookout.looks(),
    record: log.record,
    recoveries: await readRecoveries(stage.db, log.record.kills),
    findings,
    missed: [...wanted.filter((one) => !reached.has(one)), ...survived],
  };
  console.log(toReport(figures));
  return exitCodeOf(figures);
}

async function main(): Promise<void> {
  const log = createRunLog((text) => {
    console.log(text);
  });
  const curtain = createCurtain(log.say);
  const leave = async (code: number) => {
    await curtain.fall();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void leave(130));
  }
  try {
    await leave(await run(parseOptions(process.argv.slice(2)), log, curtain));
  } catch (error) {
    console.error(error instanceof OptionsError ? error.message : error);
    await leave(3);
  }
}

if (require.main === module) void main();
