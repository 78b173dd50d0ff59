import { z } from 'zod';

/** A cancel request as listed or created. Published samples write the order's id in two ways. */
export const cancelSchema = z
  .looseObject({
    id: z.string().min(1),
    state: z.string().min(1),
    productOrder: z
      .looseObject({ productOrderId: z.string().nullish(), id: z.string().nullish() })
      .nullish(),
    productOrderId: z.string().nullish(),
  })
  .transform(({ id, state, productOrder, productOrderId }) => ({
    id,
    state,
    providerOrderId: productOrder?.productOrderId ?? productOrder?.id ?? productOrderId ?? null,
  }));

export type MefCancel = z.output<typeof cancelSchema>;
