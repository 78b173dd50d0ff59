import { objectsOf, type Issues } from './issues';
import type { JsonObject } from './mef-state';

/** Wants complete contacts, and one for each of the roles. */
export function checkContacts(
  issues: Issues,
  holder: JsonObject,
  path: string,
  roles: readonly string[],
): void {
  const here = `${path}/relatedContactInformation`;
  const before = issues.found.length;
  issues.objects(holder, 'relatedContactInformation', path).forEach((contact, index) => {
    checkContact(issues, contact, `${here}/${index}`);
  });
  // A list that is absent or no list has been named already: its roles are not missed one by one.
  if (objectsOf(holder['relatedContactInformation']).length === 0 && issues.found.length > before) {
    return;
  }
  const given = objectsOf(holder['relatedContactInformation']).map((contact) => contact['role']);
  for (const role of roles) {
    if (!given.includes(role)) issues.add('missingProperty', here, `No contact has role ${role}.`);
  }
}

function checkContact(issues: Issues, contact: JsonObject, path: string): void {
  for (const name of ['role', 'name', 'number']) issues.text(contact, name, path);
  const email = issues.text(contact, 'emailAddress', path);
  if (email !== undefined && !/^[^@\s]+@[^@\s]+$/.test(email)) {
    issues.add('invalidFormat', `${path}/emailAddress`, 'emailAddress is no mail address.');
  }
}
