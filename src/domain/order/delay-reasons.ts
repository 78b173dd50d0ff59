/** Who answers for a delay; nobody, until a person has looked, where it is null. */
export type DelayParty = 'provider' | 'third_party' | 'customer' | 'force_majeure';

interface DelayReason {
  words: string;
  party: DelayParty | null;
}

/**
 * Why a date moves, by the codes that access orders use for it; which party answers for each is
 * ours to say.
 */
export const DELAY_REASONS = {
  '1A': { words: 'no interoffice facilities', party: 'provider' },
  '1B': { words: 'the provider’s workload', party: 'provider' },
  '1D': { words: 'no local loop available', party: 'provider' },
  '1F': { words: 'missed appointment', party: 'provider' },
  '1H': { words: 'central office freeze', party: 'provider' },
  '1L': { words: 'frame due time cannot be met', party: 'provider' },
  '1M': { words: 'due date cannot be met', party: 'provider' },
  '1N': { words: 'neither due date nor frame due time can be met', party: 'provider' },
  '1Q': { words: 'assignment problem', party: 'provider' },
  '1Y': { words: 'no central office equipment', party: 'provider' },
  '1J': { words: 'construction', party: 'third_party' },
  '1T': { words: 'pole work', party: 'third_party' },
  '1U': { words: 'permit or easement missing', party: 'third_party' },
  '1Z': { words: 'another carrier is late', party: 'third_party' },
  '1C': { words: 'customer not ready', party: 'customer' },
  '1E': { words: 'end user not ready', party: 'customer' },
  '1G': { words: 'no access to the site', party: 'customer' },
  '1R': { words: 'customer not reachable', party: 'customer' },
  '1S': { words: 'building not ready', party: 'customer' },
  '1W': { words: 'entrance facility not ready', party: 'customer' },
  '1K': { words: 'natural disaster', party: 'force_majeure' },
  '1P': { words: 'other', party: null },
  '1X': { words: 'not feasible', party: null },
} as const satisfies Record<string, DelayReason>;

export type DelayCode = keyof typeof DELAY_REASONS;

/** What a report says whose words mean nothing to us: for a person to read, never to guess. */
export const UNKNOWN_DELAY = 'unknown';

export const isDelayCode = (code: string): code is DelayCode => Object.hasOwn(DELAY_REASONS, code);

/** A delay's reason as people read it, its code kept for those who know it. */
export function delayWords(code: string): string {
  if (code === UNKNOWN_DELAY) return 'not clear from the provider’s words';
  return isDelayCode(code) ? `${DELAY_REASONS[code].words} (${code})` : code;
}
