import type { SiteAddress } from '../../../domain/order/order';
import { ProviderTrouble } from '../../../ports/provider';
import type { MefClient } from './create-mef-client';
import type { Dialect } from './dialect';
import { addressValidationSchema } from './place-schema';
import { toTrouble, toTroubleOfFailure } from './to-trouble';

/** The carrier's own ids of our sites' addresses. */
export interface PlaceFinder {
  /** Asks the carrier once per address; null where it knows no such place. */
  placeIdOf(address: SiteAddress): Promise<string | null>;
  /** Answers from memory alone. */
  knownPlaceId(address: SiteAddress): string | null;
}

export function createPlaceFinder(client: MefClient, dialect: Dialect): PlaceFinder {
  const known = new Map<string, string>();
  return {
    async placeIdOf(address) {
      const key = keyOf(address);
      const remembered = known.get(key);
      if (remembered !== undefined) return remembered;
      const placeId = await validate(address, client, dialect);
      // Only ids are kept: a place the carrier does not know today it may know tomorrow.
      if (placeId !== null) known.set(key, placeId);
      return placeId;
    },
    knownPlaceId: (address) => known.get(keyOf(address)) ?? null,
  };
}

async function validate(
  address: SiteAddress,
  client: MefClient,
  dialect: Dialect,
): Promise<string | null> {
  const what = '/geographicAddressValidation';
  const body = dialect.toAddressQuestion(address);
  const answer = await client.call({ api: 'address', path: what, body }).catch((error: unknown) => {
    throw toTroubleOfFailure(error, what);
  });
  if (answer.status === 422) return null;
  const read = addressValidationSchema.safeParse(answer.body.readable ? answer.body.json : null);
  if ((answer.status !== 200 && answer.status !== 201) || !read.success) {
    throw toTrouble(answer, what, client.nowMs());
  }
  const { state, bestMatchGeographicAddress: match } = read.data;
  if (match) return match.id;
  if (state === 'acknowledged' || state === 'inProgress') {
    throw new ProviderTrouble('retryable', `${what}: not ready yet`);
  }
  return null;
}

function keyOf({ street, city, region, postcode, country }: SiteAddress): string {
  return JSON.stringify([street, city, region, postcode, country]);
}
