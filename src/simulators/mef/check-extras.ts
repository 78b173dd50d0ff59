import { isObject, type Issues } from './issues';
import type { JsonObject } from './mef-state';

/** Notes, if there are any: a text each; who wrote it and when may be left to the seller. */
export function checkNotes(issues: Issues, holder: JsonObject, path: string): void {
  const given = holder['note'];
  if (given === undefined || (Array.isArray(given) && given.length === 0)) return;
  issues.objects(holder, 'note', path).forEach((note, index) => {
    const here = `${path}/note/${index}`;
    issues.text(note, 'text', here);
    for (const name of ['id', 'author'])
      if (note[name] !== undefined) issues.text(note, name, here);
    if (note['source'] !== undefined) issues.oneOf(note, 'source', here, ['buyer', 'seller']);
    if (note['date'] !== undefined) issues.dateTime(note, 'date', here);
  });
}

const TEXTS = ['relatedBuyerPON', 'endCustomerName', 'agreementName', 'tspRestorationPriority'];
const LISTS = ['coordinatedAction', 'productOrderItemRelationship'];

/** What an item may say besides, each in its published type. */
export function checkExtras(issues: Issues, item: JsonObject, path: string): void {
  checkNotes(issues, item, path);
  for (const name of TEXTS) if (item[name] !== undefined) issues.text(item, name, path);
  if (item['expediteIndicator'] !== undefined) issues.boolean(item, 'expediteIndicator', path);
  for (const name of LISTS) {
    const list = item[name];
    if (list === undefined || (Array.isArray(list) && list.every(isObject))) continue;
    issues.add('invalidFormat', `${path}/${name}`, `${name} is not a list of objects.`);
  }
}
