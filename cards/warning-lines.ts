import { namesOf } from '../src/domain/errors/sentence';
import { findingSentence } from '../src/domain/order/finding-sentence';
import type { Order } from '../src/domain/order/order';
import { serviceabilityFindings } from '../src/domain/order/serviceability';
import type { Instant } from '../src/domain/time';

/** What whoever decides should know of the provider's answer, each line opening with the word. */
export function warningLines(order: Order, now: Instant): string[] {
  if (order.serviceability === null) return [];
  const { targetDate, site } = order;
  const findings = serviceabilityFindings(order.serviceability, {
    targetDate,
    now,
    zone: site.timeZone,
  });
  return findings
    .filter(({ severity }) => severity !== 'ok')
    .map((finding) => `Warning: ${findingSentence(finding, namesOf(order))}`);
}
