import { CRASH_POINTS, type CrashPoint } from '../../src/ports/crash-points';
import { MUTANTS, type Mutant } from './mutants';

export interface Options {
  profile: 'ci';
  seed: number;
  /** Only this one; the other phases are left out. */
  crashPoint: CrashPoint | null;
  mutant: Mutant | null;
}

export class OptionsError extends Error {}

const VALUES = /^--(profile|seed|crashpoint|mutant)=(.+)$/u;

/** Reads the command line or says what it does not understand. */
export function parseOptions(args: readonly string[]): Options {
  const options: Options = { profile: 'ci', seed: 1, crashPoint: null, mutant: null };
  for (const given of args) {
    const [, name, value = ''] = VALUES.exec(given) ?? [];
    switch (name) {
      case 'profile':
        if (value !== 'ci') throw new OptionsError(`There is no profile ${value}; there is: ci.`);
        break;
      case 'seed':
        options.seed = Number(value);
        if (!Number.isInteger(options.seed)) throw new OptionsError(`${value} is no seed.`);
        break;
      case 'crashpoint':
        options.crashPoint = CRASH_POINTS.find((point) => point === value) ?? null;
        if (options.crashPoint === null) {
          throw new OptionsError(`There is no crash point ${value}: ${CRASH_POINTS.join(', ')}.`);
        }
        break;
      case 'mutant':
        options.mutant = MUTANTS.find((mutant) => mutant.id === value) ?? null;
        if (options.mutant === null) {
          const ids = MUTANTS.map((mutant) => mutant.id).join(', ');
          throw new OptionsError(`There is no mutant ${value}: ${ids}.`);
        }
        break;
      default:
        throw new OptionsError(`${given} is not understood.`);
    }
  }
  return options;
}

/** The command that runs the same again. */
export function rerunCommand({ profile, seed, crashPoint, mutant }: Options): string {
  const more = [
    ...(crashPoint === null ? [] : [`--crashpoint=${crashPoint}`]),
    ...(mutant === null ? [] : [`--mutant=${mutant.id}`]),
  ];
  return ['npm run torture --', `--profile=${profile}`, `--seed=${seed}`, ...more].join(' ');
}
