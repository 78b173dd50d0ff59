import type { Serviceability } from '../../../domain/order/serviceability';
import { ProviderTrouble, type ServiceabilityQuestion } from '../../../ports/provider';
import type { MefProfile } from '../mef-profile';
import type { MefClient } from './create-mef-client';
import type { PlaceFinder } from './create-place-finder';
import type { Dialect } from './dialect';
import { qualificationSchema } from './qualification-schema';
import { readAnswer } from './read-answer';
import { toContact } from './to-order-body';
import { toProduct } from './to-product';
import { toServiceability } from './to-serviceability';
import { describe, toTrouble, toTroubleOfFailure } from './to-trouble';

const PATH = '/productOfferingQualification';

/** Asks for an answer at once; what the carrier wants to think over is asked again later. */
export async function checkServiceability(
  question: ServiceabilityQuestion,
  tools: { client: MefClient; places: PlaceFinder; profile: MefProfile; dialect: Dialect },
): Promise<Serviceability> {
  const { client, places, profile, dialect } = tools;
  const checkedAt = new Date(client.nowMs()).toISOString();
  const made = toProduct(question, profile);
  if ('problem' in made) return red(made.problem.message, checkedAt);
  const placeId = await places.placeIdOf(question.address);
  if (placeId === null) return red('The provider does not know this address.', checkedAt);

  const { productOffering, productConfiguration } = made.product;
  const { qualification: contact } = profile.contacts;
  const body = {
    instantSyncQualification: true,
    provideAlternative: true,
    relatedContactInformation: [toContact('buyerContactInformation', contact, profile)],
    productOfferingQualificationItem: [
      {
        id: '1',
        action: 'add',
        product: {
          productOffering,
          place: [dialect.toQualifiedPlace(placeId, contact)],
          productConfiguration,
        },
      },
    ],
  };
  const answer = await client
    .call({ api: 'qualification', path: PATH, body })
    .catch((error: unknown) => {
      throw toTroubleOfFailure(error, PATH);
    });
  if (answer.status === 400 || answer.status === 422) {
    throw new ProviderTrouble('notOffered', `${PATH}: ${describe(answer)}`);
  }
  if (answer.status !== 201 && answer.status !== 200) {
    throw toTrouble(answer, PATH, client.nowMs());
  }
  const qualification = readAnswer(answer, qualificationSchema, PATH);
  return toServiceability(qualification, { network: profile.network, checkedAt });
}

function red(reason: string, checkedAt: string): Serviceability {
  return { colour: 'red', reasons: [reason], checkedAt };
}
