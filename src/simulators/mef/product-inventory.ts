import { objectOf, textOf } from './issues';
import { nextId, type ItemRecord, type JsonObject, type OrderRecord } from './mef-state';
import type { Seller } from './seller';

/** Books what a finished item installed, changed or took away. */
export function installProduct(seller: Seller, order: OrderRecord, item: ItemRecord): void {
  const ordered = objectOf(item.submitted['product']);
  const reference = {
    orderItemAction: item.submitted['action'],
    productOrderId: order.id,
    productOrderItemId: item.id,
  };
  const known = productById(seller, textOf(ordered['id']) ?? '');
  const now = seller.clock.nowIso();
  if (item.submitted['action'] === 'delete') {
    if (known) Object.assign(known, { status: 'terminated' });
  } else if (known) {
    const before = Array.isArray(known['productOrderItem']) ? known['productOrderItem'] : [];
    Object.assign(known, ordered, { productTerm: [item.submitted['requestedItemTerm']] });
    known['productOrderItem'] = [...(before as unknown[]), reference];
  } else {
    seller.state.value.products.push({
      ...ordered,
      id: nextId(seller.state.value, 'PRD'),
      status: 'active',
      startDate: now,
      productTerm: [item.submitted['requestedItemTerm']],
      billingAccount: item.submitted['billingAccount'],
      productOrderItem: [reference],
    });
  }
}

export function productById(seller: Seller, id: string): JsonObject | undefined {
  return seller.state.value.products.find((product) => product['id'] === id);
}
