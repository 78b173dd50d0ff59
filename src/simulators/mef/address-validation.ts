import {
  addressIdOf,
  areaOfAddress,
  isPlausible,
  plainAddress,
  type AddressArea,
  type PlainAddress,
} from './address-book';
import type { Answer } from './answer-faults';
import type { Call } from './api-call';
import { refusal } from './api-refusal';
import { checkAddress } from './check-address';
import { Issues, objectOf, objectsOf, textOf } from './issues';
import { nextId, type JsonObject, type ValidationRecord } from './mef-state';
import type { Seller } from './seller';

/** How long a validation that was not asked for at once takes. */
const DEFERRED_MS = 2_000;

/**
 * Finds the seller's own id of an address. The older generation answers at once and says how it
 * went; the newer says so with a state, and gives its answer an id only when it comes later.
 */
export function createValidation({ seller, body }: Call): Answer {
  const { version } = seller.state.value.scenario;
  const isNew = version === 'v6';
  const issues = new Issues();
  const choice = isNew ? 'instantSyncValidation' : 'provideAlternative';
  issues.only(body, [choice, 'submittedGeographicAddress'], '');
  issues.boolean(body, choice, '');
  const submitted = issues.object(body, 'submittedGeographicAddress', '');
  if (submitted) checkAddress(issues, submitted, '/submittedGeographicAddress', { version });
  issues.throwIfAny();
  const match = bestMatch(seller, objectOf(submitted), isNew);
  if (!isNew) {
    const result = { validationResult: match ? 'success' : 'fail' };
    return { status: 200, body: { ...body, ...result, ...found(match) } };
  }
  if (body['instantSyncValidation'] === true) {
    return { status: 200, body: { ...body, state: 'ready', ...found(match) } };
  }
  const validation: ValidationRecord = {
    id: nextId(seller.state.value, 'GAV'),
    submitted: body,
    match,
    dueMs: seller.clock.nowMs() + DEFERRED_MS,
  };
  seller.state.value.validations.push(validation);
  return { status: 201, body: shown(seller, validation) };
}

export function getValidation({ seller, id }: Call): Answer {
  const validation = seller.state.value.validations.find((one) => one.id === id);
  if (!validation) throw refusal(404, 'notFound', `No address validation has id ${id}.`);
  return { status: 200, body: shown(seller, validation) };
}

function shown(seller: Seller, { id, submitted, match, dueMs }: ValidationRecord): JsonObject {
  const isReady = seller.clock.nowMs() >= dueMs;
  return {
    ...submitted,
    id,
    state: isReady ? 'ready' : 'acknowledged',
    ...found(isReady ? match : undefined),
  };
}

const found = (match: JsonObject | undefined): JsonObject => ({
  ...(match && { bestMatchGeographicAddress: match }),
  alternateGeographicAddress: [],
});

function bestMatch(seller: Seller, submitted: JsonObject, isNew: boolean): JsonObject | undefined {
  const plain = plainAddress(submitted);
  const area = areaOfAddress(plain);
  if (!area || !isPlausible(plain)) return undefined;
  const id = addressIdOf(plain, area);
  const known = isNew
    ? {
        '@type': 'GeographicAddress',
        id,
        ...{ hasPublicSite: 'false', allowsNewSite: 'true' },
        ...representations(submitted, plain, area),
      }
    : {
        ...submitted,
        id,
        ...{ city: plain.city, stateOrProvince: area.state },
        ...{ hasPublicSite: false, allowsNewSite: true },
      };
  seller.state.value.addresses[id] = known;
  return known;
}

/** The seller writes every place in fields; lines it was given come back as they were. */
function representations(submitted: JsonObject, plain: PlainAddress, area: AddressArea) {
  const fields = objectsOf(submitted['fieldedAddressRepresentation'])[0];
  const lines = submitted['formattedAddressRepresentation'];
  return {
    fieldedAddressRepresentation: [
      {
        ...(fields ?? { streetName: plain.street }),
        ...{ city: plain.city, stateOrProvince: area.state, postcode: plain.postcode },
        ...{ countryCode: 'US', language: textOf(fields?.['language']) ?? 'en' },
      },
    ],
    ...(lines === undefined ? {} : { formattedAddressRepresentation: lines }),
  };
}
