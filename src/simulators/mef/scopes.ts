/** The published name of an operation, where this seller calls it otherwise. */
const PUBLISHED: Readonly<Record<string, string>> = {
  getProductOrder: 'retrieveProductOrder',
  cancelProductOrder: 'createCancelProductOrder',
  getCancelProductOrder: 'retrieveCancelProductOrder',
  getModifyProductOrderItemRequestedDeliveryDate:
    'retrieveModifyProductOrderItemRequestedDeliveryDate',
  getCharge: 'retrieveCharge',
  createHub: 'registerListener',
  getHub: 'retrieveHub',
  deleteHub: 'unregisterListener',
  validateAddress: 'createGeographicAddressValidation',
  getAddressValidation: 'retrieveGeographicAddressValidation',
  createPoq: 'createProductOfferingQualification',
  listPoq: 'listProductOfferingQualification',
  getPoq: 'retrieveProductOfferingQualification',
  getProduct: 'retrieveProduct',
};

/** What a token was asked for; null: nothing in particular, so it is good for everything. */
export type Scopes = readonly string[] | null;

export function scopesIn(asked: unknown): Scopes {
  return typeof asked === 'string' && asked.trim() !== '' ? asked.trim().split(/\s+/) : null;
}

/** The scope a call wants: the published id of its operation. */
export function scopeOf(operation: string): string {
  return PUBLISHED[operation] ?? operation;
}
