import type { Dialect } from './dialect';

/** Release kylie: nested places, an address by its representations, months. */
export const DIALECT_V6: Dialect = {
  paths: {
    cantata: {
      ordering: 'productOrderingManagement/v6',
      address: 'geographicAddressManagement/v2',
      qualification: 'productOfferingQualification/v8',
    },
    sonata: {
      ordering: 'productOrderingManagement/v11',
      address: 'geographicAddressManagement/v8',
      qualification: 'productOfferingQualification/v8',
    },
  },
  months: 'months',
  dateEvent: 'productOrderItemExpectedCompletionDateSetEvent',
  toAddressQuestion: (address) => ({
    instantSyncValidation: true,
    submittedGeographicAddress: {
      '@type': 'GeographicAddress_Query',
      fieldedAddressRepresentation: [
        {
          streetName: address.street,
          city: address.city,
          stateOrProvince: address.region,
          postcode: address.postcode,
          countryCode: address.country,
          language: 'en',
        },
      ],
    },
  }),
  toPlace,
  toQualifiedPlace: (placeId, contact) => ({
    ...toPlace(placeId),
    contact: [{ name: contact.name, emailAddress: contact.email, number: contact.phone }],
  }),
};

function toPlace(placeId: string) {
  return { role: 'INSTALL_LOCATION', place: { '@type': 'GeographicAddressRef', id: placeId } };
}
