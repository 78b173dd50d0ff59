import type { Contact, OrderForm } from '../../../ports/provider';
import type { MefProfile } from '../mef-profile';
import type { Dialect } from './dialect';

/** The order form as the carrier's create request: one item that adds one product. */
export function toOrderBody(
  form: OrderForm,
  parts: {
    profile: MefProfile;
    dialect: Dialect;
    placeId: string;
    product: { productOffering: { id: string }; productConfiguration: unknown };
  },
): unknown {
  const { profile, dialect, placeId, product } = parts;
  const contact = (role: string, person: Contact) => toContact(role, person, profile);
  return {
    externalId: form.externalId,
    relatedContactInformation: [contact('productOrderContact', form.contacts.order)],
    productOrderItem: [
      {
        id: '1',
        action: 'add',
        requestedCompletionDate: `${form.requestedDate}T00:00:00Z`,
        relatedBuyerPON: form.orderNumber,
        billingAccount: { id: profile.billingAccountId },
        requestedItemTerm: {
          name: `${form.termMonths}m`,
          duration: { amount: form.termMonths, units: dialect.months },
          endOfTermAction: profile.endOfTermAction,
          ...(profile.endOfTermAction === 'roll' && {
            rollInterval: { amount: 1, units: dialect.months },
          }),
        },
        relatedContactInformation: [
          contact('buyerProductOrderItemContact', form.contacts.order),
          contact('buyerImplementationContact', form.contacts.implementation),
          contact('buyerTechnicalContact', form.contacts.technical),
        ],
        product: {
          productOffering: product.productOffering,
          place: [dialect.toPlace(placeId)],
          productConfiguration: product.productConfiguration,
        },
      },
    ],
  };
}

/** A person in a role, in the carrier's words; the profile's number stands in for a missing one. */
export function toContact(role: string, person: Contact, profile: MefProfile) {
  const phone = person.phone.trim();
  return {
    role,
    name: person.name,
    emailAddress: person.email,
    number: phone === '' ? profile.contacts.phone : phone,
  };
}
