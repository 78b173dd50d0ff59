import type { Order } from './order';

/** The values of the catalogue's fields as the order holds them. */
export function fieldsOf(order: Order) {
  return {
    siteId: order.site.id,
    circuitPurpose: order.circuitPurpose,
    provider: order.provider.key,
    speed: order.speed,
    justification: order.justification,
    targetDate: order.targetDate,
    monthlyCost: order.monthlyCost?.amount ?? null,
    installCost: order.installCost?.amount ?? null,
    contractTerm: order.contractTerm,
    notes: order.notes,
    specialRequirements: order.specialRequirements,
  };
}
