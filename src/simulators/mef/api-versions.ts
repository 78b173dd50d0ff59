import type { LsoProduct, MefVersion } from './mef-state';

export type ApiName =
  | 'productOrderingManagement'
  | 'productOfferingQualification'
  | 'productInventory'
  | 'geographicAddressManagement';

type Versions = Partial<Record<ApiName, string>>;

/** The version in the path of each API, per generation. A neighbour without a number takes any. */
const API_VERSIONS: Record<MefVersion, Record<LsoProduct, Versions>> = {
  v5: {
    cantata: {
      productOrderingManagement: 'v5',
      productOfferingQualification: 'v1',
      productInventory: 'v1',
      geographicAddressManagement: 'v1',
    },
    sonata: { productOrderingManagement: 'v10' },
  },
  v6: {
    cantata: {
      productOrderingManagement: 'v6',
      productOfferingQualification: 'v8',
      productInventory: 'v2',
      geographicAddressManagement: 'v2',
    },
    sonata: { productOrderingManagement: 'v11' },
  },
};

export function isServed(
  version: MefVersion,
  lso: string,
  api: ApiName,
  given: string,
): lso is LsoProduct {
  if (lso !== 'cantata' && lso !== 'sonata') return false;
  const wanted = API_VERSIONS[version][lso][api];
  return wanted === undefined ? /^v\d+$/.test(given) : wanted === given;
}

/** Where a hub's owner listens for one type of event. */
export function listenerPath(version: MefVersion, lso: LsoProduct, eventType: string): string {
  const number = API_VERSIONS[version][lso].productOrderingManagement ?? version;
  return `/mefApi/${lso}/productOrderingNotification/${number}/listener/${eventType}`;
}

/** The words for the units of a duration. */
export const DURATION_UNITS: Record<MefVersion, readonly string[]> = {
  v5: [
    'calendarMonths',
    'calendarDays',
    'calendarHours',
    'calendarMinutes',
    'businessDays',
    'businessHours',
    'businessMinutes',
  ],
  v6: [
    'seconds',
    'minutes',
    'businessHours',
    'calendarHours',
    'businessDays',
    'calendarDays',
    'months',
    'years',
  ],
};
