import type { Speed } from '../../../domain/speed';

/**
 * The product configuration of an order: each value that is exactly `{downMbps}` or `{upMbps}`
 * becomes that number. `{ irValue: '{downMbps}' }` at 1G is `{ irValue: 1000 }`.
 */
export function fillConfiguration(template: unknown, speed: Speed): unknown {
  if (template === '{downMbps}') return speed.downMbps;
  if (template === '{upMbps}') return speed.upMbps;
  if (Array.isArray(template)) return template.map((entry) => fillConfiguration(entry, speed));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => [name, fillConfiguration(value, speed)]),
  );
}
