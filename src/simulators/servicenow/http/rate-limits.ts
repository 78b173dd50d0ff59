import { knobsOf, type Instance } from '../instance';
import type { RateRule } from '../knobs';
import type { Caller } from '../records/caller';
import { ApiError } from './api-error';

const HOUR_MS = 3_600_000;

interface Window {
  hour: number;
  used: Map<string, number>;
}

const windows = new WeakMap<Instance, Window>();

/** A rule for the user beats one for a role (of several, the lowest), which beats one for all. */
function ruleFor(rules: readonly RateRule[], caller: Caller): RateRule | undefined {
  const mine = rules.find((rule) => rule.user === caller.userName);
  if (mine) return mine;
  const byRole = rules
    .filter((rule) => rule.role !== undefined && caller.roles.includes(rule.role))
    .sort((left, right) => left.limit - right.limit);
  return byRole[0] ?? rules.find((rule) => rule.user === undefined && rule.role === undefined);
}

const secondsOf = (ms: number) => Math.ceil(ms / 1000);

function headersOf(rule: RateRule, resetMs: number): Record<string, string> {
  return {
    'X-RateLimit-Limit': String(rule.limit),
    'X-RateLimit-Reset': String(secondsOf(resetMs)),
    'X-RateLimit-Rule': rule.name,
  };
}

export function rateLimited(limit: number, headers: Readonly<Record<string, string>>): ApiError {
  const detail = `Rate limit of ${limit} requests per hour for Table API exceeded`;
  return new ApiError(429, 'Rate limit exceeded', detail, headers);
}

/** Counts a call in the current hour; returns the headers that tell how much is allowed. */
export function countAgainstRateRule(
  instance: Instance,
  caller: Caller,
): Readonly<Record<string, string>> {
  const rule = ruleFor(knobsOf(instance).rateRules, caller);
  if (rule === undefined) return {};
  const now = instance.clock.nowMs();
  const hour = Math.floor(now / HOUR_MS);
  let window = windows.get(instance);
  if (window?.hour !== hour) {
    window = { hour, used: new Map() };
    windows.set(instance, window);
  }
  const key = `${rule.name}\u0000${caller.userName}`;
  const used = (window.used.get(key) ?? 0) + 1;
  window.used.set(key, used);
  const resetMs = (hour + 1) * HOUR_MS;
  const headers = headersOf(rule, resetMs);
  if (used <= rule.limit) return headers;
  throw rateLimited(rule.limit, { ...headers, 'Retry-After': String(secondsOf(resetMs - now)) });
}
