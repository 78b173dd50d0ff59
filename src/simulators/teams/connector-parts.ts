import type { Request } from 'express';
import type { Ledger } from '../kit/ledger';
import type { BotTokens } from './bot-tokens';
import type { CardRefresh } from './card-refresh';
import type { ChatStore } from './chat-store';
import { isJson } from './activity';
import type { ConnectorFaults } from './connector-faults';
import { findPerson } from './teams-identity';
import type { Region } from './teams-state';

export interface ConnectorParts {
  appId: string;
  tenantId: string;
  tokens: BotTokens;
  store: ChatStore;
  refresh: CardRefresh;
  ledger: Ledger;
  faults: ConnectorFaults;
  serviceUrlOf: (region: Region) => string;
}

function firstMember(body: unknown): string {
  const members: unknown = isJson(body) ? body['members'] : undefined;
  const first: unknown = Array.isArray(members) ? members[0] : undefined;
  return isJson(first) ? String(first['id']) : '';
}

/** Fault plans name a chat by its person, a shared one by its id. */
export function faultKeyOf({ store, appId }: ConnectorParts, request: Request): string {
  const given = String(request.params['conversationId'] ?? '');
  if (given === '') return findPerson(firstMember(request.body), appId)?.key ?? '';
  const conversation = store.find(given);
  if (conversation === undefined) return given;
  const only = conversation.kind === 'personal' ? conversation.members[0] : undefined;
  return only ?? conversation.id;
}
