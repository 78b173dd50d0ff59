import { checkAddress } from './check-address';
import { isObject, objectsOf, type Issues } from './issues';
import type { JsonObject, MefVersion } from './mef-state';

const INTERNET_ACCESS_PARTS = ['ipvc', 'ipUni', 'ipUniAccessLink', 'ipUniAccessLinkTrunk'];
const RATE_UNITS = ['BPS', 'KBPS', 'MBPS', 'GBPS'];

export interface PlaceFacts {
  version: MefVersion;
  /** Undefined = any id will do. */
  knowsPlace: ((id: string) => boolean) | undefined;
}

/** The product of an item that adds or changes: offering, places, configuration. */
export function checkProduct(
  issues: Issues,
  product: JsonObject,
  path: string,
  facts: PlaceFacts,
): void {
  const offering = issues.object(product, 'productOffering', path);
  if (offering) issues.text(offering, 'id', `${path}/productOffering`);
  if (product['place'] !== undefined) {
    issues.objects(product, 'place', path).forEach((place, index) => {
      checkPlace(issues, place, `${path}/place/${index}`, facts);
    });
  }
  const configuration = issues.object(product, 'productConfiguration', path);
  if (configuration) checkConfiguration(issues, configuration, `${path}/productConfiguration`);
}

function checkPlace(issues: Issues, place: JsonObject, path: string, facts: PlaceFacts): void {
  issues.text(place, 'role', path);
  if (facts.version === 'v5') {
    issues.absent(place, ['place'], path);
    checkWhere(issues, place, path, facts);
    return;
  }
  issues.absent(place, ['@type', 'id'], path);
  const where = issues.object(place, 'place', path);
  if (where) checkWhere(issues, where, `${path}/place`, facts);
}

function checkWhere(issues: Issues, where: JsonObject, path: string, facts: PlaceFacts): void {
  const type = issues.text(where, '@type', path);
  if (type === undefined) return;
  if (type.endsWith('Ref')) {
    const id = issues.text(where, 'id', path);
    if (id !== undefined && facts.knowsPlace?.(id) === false) {
      issues.add('referenceNotFound', `${path}/id`, `No address has id ${id}.`);
    }
  } else if (facts.version === 'v6' || /^(Fielded|Formatted)Address$/.test(type)) {
    checkAddress(issues, where, path, { version: facts.version, besides: ['role'] });
  }
}

function checkConfiguration(issues: Issues, configuration: JsonObject, path: string): void {
  const type = issues.text(configuration, '@type', path);
  if (type === undefined || !type.includes('basic-internet-access')) return;
  for (const part of INTERNET_ACCESS_PARTS) issues.object(configuration, part, path);
  const ipvc = configuration['ipvc'];
  if (isObject(ipvc)) issues.object(ipvc, 'ipvcEndPoint', `${path}/ipvc`);
  const uni = configuration['ipUni'];
  if (!isObject(uni)) return;
  for (const way of ['egressBandwidthProfileEnvelope', 'ingressBandwidthProfileEnvelope']) {
    objectsOf(uni[way]).forEach((envelope, index) => {
      const here = `${path}/ipUni/${way}/${index}`;
      const rate = issues.object(envelope, 'maxIr', here);
      if (!rate) return;
      if (typeof rate['irValue'] !== 'number' || rate['irValue'] <= 0) {
        issues.add('invalidValue', `${here}/maxIr/irValue`, 'irValue is no positive number.');
      }
      issues.oneOf(rate, 'irUnits', `${here}/maxIr`, RATE_UNITS);
    });
  }
}
