import { checkContacts } from './check-contacts';
import { checkNotes } from './check-extras';
import { checkItem, type OrderFacts } from './check-order-item';
import { Issues } from './issues';
import type { JsonObject } from './mef-state';

/** What only the seller sets. */
const SELLERS_OWN = [
  'id',
  'orderDate',
  'state',
  'stateChange',
  'completionDate',
  'cancellationDate',
  'charge',
];

/** Refuses a new order with everything that is wrong with it. */
export function checkProductOrder(body: JsonObject, facts: OrderFacts): void {
  const issues = new Issues();
  issues.absent(body, SELLERS_OWN, '');
  for (const name of ['externalId', 'projectId']) {
    if (body[name] !== undefined) issues.text(body, name, '');
  }
  checkNotes(issues, body, '');
  checkContacts(issues, body, '', ['productOrderContact']);
  const seen = new Set<unknown>();
  issues.objects(body, 'productOrderItem', '').forEach((item, index) => {
    const path = `/productOrderItem/${index}`;
    checkItem(issues, item, path, facts);
    if (item['id'] !== undefined && seen.has(item['id'])) {
      issues.add('invalidValue', `${path}/id`, 'Two items have this id.');
    }
    seen.add(item['id']);
  });
  issues.throwIfAny();
}
