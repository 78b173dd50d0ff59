import { PURPOSES } from '../../../domain/order/fields';
import { parseSpeed } from '../../../domain/speed';
import type { FormProblem } from '../../../ports/provider';
import type { MefProfile } from '../mef-profile';
import { fillConfiguration } from './fill-configuration';

interface Product {
  offeringId: string;
  productOffering: { id: string };
  productConfiguration: unknown;
}

/** The carrier's product for a purpose and speed, or what of the two it cannot be made from. */
export function toProduct(
  { purpose, speed }: { purpose: string; speed: string },
  profile: MefProfile,
): { product: Product } | { problem: FormProblem } {
  const known = PURPOSES.find((name) => name === purpose);
  const rates = parseSpeed(speed);
  if (known === undefined) return { problem: problem('circuitPurpose', purpose) };
  if (rates === null) return { problem: problem('speed', speed) };
  const { offeringId, configuration } = profile.productMap[known];
  return {
    product: {
      offeringId,
      productOffering: { id: offeringId },
      productConfiguration: fillConfiguration(configuration, rates),
    },
  };
}

function problem(path: string, value: string): FormProblem {
  return { code: 'invalidValue', path, message: `No product of this provider for ${value}.` };
}
