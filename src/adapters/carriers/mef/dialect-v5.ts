import type { Dialect } from './dialect';

/** Release grace: flat places, an address by its fields, calendar months. */
export const DIALECT_V5: Dialect = {
  paths: {
    cantata: {
      ordering: 'productOrderingManagement/v5',
      address: 'geographicAddressManagement/v1',
      qualification: 'productOfferingQualification/v1',
    },
    sonata: {
      ordering: 'productOrderingManagement/v10',
      address: 'geographicAddressManagement/v7',
      qualification: 'productOfferingQualification/v7',
    },
  },
  months: 'calendarMonths',
  dateEvent: 'productOrderItemExpectedCompletionDateSet',
  toAddressQuestion: (address) => ({
    provideAlternative: true,
    submittedGeographicAddress: {
      '@type': 'FieldedAddress',
      streetName: address.street,
      city: address.city,
      stateOrProvince: address.region,
      postcode: address.postcode,
      country: address.country,
    },
  }),
  toPlace,
  toQualifiedPlace: toPlace,
};

function toPlace(placeId: string) {
  return { '@type': 'GeographicAddressRef', id: placeId, role: 'INSTALL_LOCATION' };
}
