import type { FoundOrder, OrderForm } from '../../../ports/provider';
import type { MefProfile } from '../mef-profile';
import type { MefClient } from './create-mef-client';
import type { PlaceFinder } from './create-place-finder';
import { fetchOrder } from './fetch-order';
import { isSameKey } from './is-same-key';
import { listAll } from './list-all';
import { orderRowSchema, type MefItem, type MefOrderRow } from './order-schema';
import { isAcknowledged, isDead } from './order-states';
import { toProduct } from './to-product';

interface FindTools {
  client: MefClient;
  places: PlaceFinder;
  profile: MefProfile;
}

/**
 * Every order under our key, oldest first. Rows of a list have no items, so live ones are read in
 * full. With the form at hand its place is looked up first: after a restart nothing remembers it.
 */
export async function findOrders(
  externalId: string,
  form: OrderForm | undefined,
  tools: FindTools,
): Promise<FoundOrder[]> {
  const query = { externalId };
  const rows = await listAll(tools.client, { path: '/productOrder', query, row: orderRowSchema });
  const named: MefOrderRow[] = [];
  for (const row of rows) named.push(await withKey(row, tools.client));
  const hits = named.filter((row) => isSameKey(row.externalId ?? '', externalId)).sort(byAge);
  if (form && hits.length > 0) await tools.places.placeIdOf(form.address);
  return Promise.all(hits.map((hit) => toFoundOrder(hit, tools)));
}

/** Rows may leave the key out; passing over such an order would send it a second time. */
async function withKey(row: MefOrderRow, client: MefClient): Promise<MefOrderRow> {
  const isNamed = typeof row.externalId === 'string' && row.externalId.trim() !== '';
  return isNamed ? row : { ...row, externalId: (await fetchOrder(client, row.id)).externalId };
}

async function toFoundOrder(row: MefOrderRow, tools: FindTools): Promise<FoundOrder> {
  const live = !isDead(row.state);
  const items = live ? (await fetchOrder(tools.client, row.id)).productOrderItem : [];
  return {
    providerOrderId: row.id,
    externalId: row.externalId?.trim() ?? '',
    live,
    acknowledged: isAcknowledged(row.state),
    matches: (form) => items.length === 1 && items.every((item) => isAsked(item, form, tools)),
  };
}

/** Offering, place and term are the form's; what cannot be compared does not match. */
function isAsked(item: MefItem, form: OrderForm, { places, profile }: FindTools): boolean {
  const made = toProduct(form, profile);
  const placeId = places.knownPlaceId(form.address);
  const itemPlaces = (item.product?.place ?? []).map((entry) => entry.place?.id ?? entry.id);
  return (
    'product' in made &&
    item.product?.productOffering?.id === made.product.offeringId &&
    placeId !== null &&
    itemPlaces.includes(placeId) &&
    monthsOf(item) === form.termMonths
  );
}

function monthsOf({ requestedItemTerm }: MefItem): number | null {
  const duration = requestedItemTerm?.duration;
  if (!duration) return null;
  const { amount, units } = duration;
  if (units === 'months' || units === 'calendarMonths') return amount;
  return units === 'years' ? amount * 12 : null;
}

function byAge(one: MefOrderRow, other: MefOrderRow): number {
  const age = ({ orderDate }: MefOrderRow) => (orderDate ? Date.parse(orderDate) : Infinity);
  return age(one) === age(other)
    ? one.id.localeCompare(other.id, 'en', { numeric: true })
    : age(one) - age(other);
}
