import { createHash } from 'node:crypto';
import { OUR_TENANT, PERSONAS, personaOf, type Persona } from '../kit/people';
import type { Json } from './activity';
import type { Region } from './teams-state';

export const BOT_NAME = 'Circuit orders';

const opaque = (text: string) =>
  createHash('sha512').update(text).digest('base64url').replaceAll('_', '-').slice(0, 60);

/** The id Teams gives a person towards one bot; it differs from bot to bot. */
export function teamsUserId(person: Persona, appId: string): string {
  return `29:1${opaque(`user ${person.oid} ${appId}`)}`;
}

export function botUserId(appId: string): string {
  return `28:${appId}`;
}

export function personalChatId(person: Persona, appId: string): string {
  return `a:1${opaque(`chat ${person.oid} ${appId}`)}`;
}

export function threadId(name: string, kind: 'groupChat' | 'channel'): string {
  const hex = createHash('sha256').update(`${kind} ${name}`).digest('hex').slice(0, 32);
  return `19:${hex}@thread.${kind === 'channel' ? 'tacv2' : 'v2'}`;
}

/** People east of the Atlantic, and Lee, live on the second mount: a bot must keep both URLs. */
export function homeRegion(person: Persona): Region {
  return person.key === 'lee' || person.timeZone.startsWith('Europe/') ? 'emea' : 'amer';
}

/** Finds a person by Teams id, directory object id or key. */
export function findPerson(id: string, appId: string): Persona | undefined {
  return (
    personaOf(id) ??
    PERSONAS.find((person) => person.oid === id || teamsUserId(person, appId) === id)
  );
}

/** A roster entry, with the object id under both names that Teams has used. */
export function rosterEntry(person: Persona, appId: string): Json {
  const [givenName = '', surname = ''] = person.name.split(' ');
  return {
    id: teamsUserId(person, appId),
    name: person.name,
    aadObjectId: person.oid,
    objectId: person.oid,
    givenName,
    surname,
    email: person.email,
    userPrincipalName: person.email,
    tenantId: person.tenantId,
    userRole: person.tenantId === OUR_TENANT ? 'user' : 'guest',
  };
}
