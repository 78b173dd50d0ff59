import { DURATION_UNITS } from './api-versions';
import { checkContacts } from './check-contacts';
import { checkExtras } from './check-extras';
import { checkProduct, type PlaceFacts } from './check-product';
import { objectOf, type Issues } from './issues';
import type { JsonObject } from './mef-state';
import type { Scenario } from './scenario';

export interface OrderFacts extends PlaceFacts {
  scenario: Scenario;
  nowMs: number;
  knowsPoq: (id: string) => boolean;
  product: (id: string) => JsonObject | undefined;
}

const ROLES = [
  'buyerProductOrderItemContact',
  'buyerImplementationContact',
  'buyerTechnicalContact',
];
const END_OF_TERM = ['roll', 'autoDisconnect', 'autoRenew'];
const SELLERS_OWN = [
  'state',
  'stateChange',
  'expectedCompletionDate',
  'completionDate',
  'expediteAcceptedIndicator',
  'charge',
  'milestone',
  'terminationError',
];

/** One item of a new order; what must be there depends on its action. */
export function checkItem(issues: Issues, item: JsonObject, path: string, facts: OrderFacts): void {
  issues.absent(item, SELLERS_OWN, path);
  issues.text(item, 'id', path);
  const action = issues.oneOf(item, 'action', path, ['add', 'modify', 'delete']);
  issues.wishedDate(item, 'requestedCompletionDate', path, facts.nowMs);
  checkContacts(issues, item, path, ROLES);
  checkExtras(issues, item, path);
  const product = issues.object(item, 'product', path);
  if (action === 'delete') checkDelete(issues, item, product, path, facts);
  if (action !== 'add' && action !== 'modify') return;

  if (product) checkProduct(issues, product, `${path}/product`, facts);
  checkTerm(issues, item, path, facts);
  checkReferences(issues, item, path, facts);
  if (action === 'add') {
    if (product) issues.absent(product, ['id'], `${path}/product`);
    checkBillingAccount(issues, item, path, facts);
  } else if (product) {
    checkUnchanged(issues, product, `${path}/product`, facts);
  }
}

function checkDelete(
  issues: Issues,
  item: JsonObject,
  product: JsonObject | undefined,
  path: string,
  facts: OrderFacts,
): void {
  issues.absent(item, ['requestedItemTerm', 'billingAccount', 'quoteItem'], path);
  if (!product) return;
  issues.absent(
    product,
    Object.keys(product).filter((name) => name !== 'id'),
    `${path}/product`,
  );
  knownProduct(issues, product, `${path}/product`, facts);
}

function knownProduct(issues: Issues, product: JsonObject, path: string, facts: OrderFacts) {
  const id = issues.text(product, 'id', path);
  if (id === undefined) return undefined;
  const known = facts.product(id);
  if (!known) issues.add('referenceNotFound', `${path}/id`, `No product has id ${id}.`);
  return known;
}

/** A change keeps what and where the product is. */
function checkUnchanged(issues: Issues, product: JsonObject, path: string, facts: OrderFacts) {
  const known = knownProduct(issues, product, path, facts);
  if (!known) return;
  for (const name of ['productOffering', 'place', 'productRelationship']) {
    if (JSON.stringify(known[name]) !== JSON.stringify(product[name])) {
      issues.add('invalidValue', `${path}/${name}`, `A modify does not change ${name}.`);
    }
  }
}

function checkTerm(issues: Issues, item: JsonObject, path: string, facts: OrderFacts): void {
  const term = issues.object(item, 'requestedItemTerm', path);
  if (!term) return;
  const here = `${path}/requestedItemTerm`;
  issues.text(term, 'name', here);
  checkDuration(issues, term, 'duration', here, facts);
  if (issues.oneOf(term, 'endOfTermAction', here, END_OF_TERM) === 'roll') {
    checkDuration(issues, term, 'rollInterval', here, facts);
  }
  const quoteId = objectOf(item['quoteItem'])['quoteId'];
  const agreed = typeof quoteId === 'string' ? facts.scenario.quotes[quoteId] : undefined;
  const asked = objectOf(term['duration']);
  if (agreed && (agreed['amount'] !== asked['amount'] || agreed['units'] !== asked['units'])) {
    issues.add('invalidValue', `${here}/duration`, 'The quote has another term.');
  }
}

function checkDuration(
  issues: Issues,
  term: JsonObject,
  name: string,
  path: string,
  facts: OrderFacts,
): void {
  const duration = issues.object(term, name, path);
  if (!duration) return;
  const amount = duration['amount'];
  if (typeof amount !== 'number' || !Number.isInteger(amount) || amount < 1) {
    const code = amount === undefined ? 'missingProperty' : 'invalidValue';
    issues.add(code, `${path}/${name}/amount`, 'amount is no whole number above zero.');
  }
  issues.oneOf(duration, 'units', `${path}/${name}`, DURATION_UNITS[facts.version]);
}

function checkBillingAccount(issues: Issues, item: JsonObject, path: string, facts: OrderFacts) {
  const account = issues.object(item, 'billingAccount', path);
  if (!account) return;
  issues.text(account, 'id', `${path}/billingAccount`);
  if (facts.version === 'v5') {
    const more = Object.keys(account).filter((name) => name !== 'id');
    issues.absent(account, more, `${path}/billingAccount`);
  }
}

function checkReferences(issues: Issues, item: JsonObject, path: string, facts: OrderFacts): void {
  const { demandPoq, demandQuote, checkReferences: strict } = facts.scenario.conformance;
  const poqPath = `${path}/productOfferingQualificationItem`;
  if (demandPoq || item['productOfferingQualificationItem'] !== undefined) {
    const poq = issues.object(item, 'productOfferingQualificationItem', path);
    if (poq) {
      issues.text(poq, 'id', poqPath);
      const id = issues.text(poq, 'productOfferingQualificationId', poqPath);
      if (strict && id !== undefined && !facts.knowsPoq(id)) {
        issues.add(
          'referenceNotFound',
          `${poqPath}/productOfferingQualificationId`,
          `No qualification has id ${id}.`,
        );
      }
    }
  }
  if (demandQuote || item['quoteItem'] !== undefined) {
    const quote = issues.object(item, 'quoteItem', path);
    if (quote) {
      for (const name of ['id', 'quoteId']) issues.text(quote, name, `${path}/quoteItem`);
    }
  }
}
