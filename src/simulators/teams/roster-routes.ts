import { Router, type Request, type Response } from 'express';
import { PERSONAS, type Persona } from '../kit/people';
import { answerError } from './connector-faults';
import { faultKeyOf, type ConnectorParts } from './connector-parts';
import { findPerson, rosterEntry } from './teams-identity';
import type { Conversation, Region } from './teams-state';

const PAGE_LIMIT = 500;

/** Who is in a conversation, and what a team holds. */
export function rosterRoutes(region: Region, parts: ConnectorParts): Router {
  const router = Router();
  const { store, faults, appId } = parts;
  const strike = (operation: string) =>
    faults.middleware(operation, (request) => faultKeyOf(parts, request));

  function found(request: Request, response: Response): Conversation | undefined {
    const conversation = store.find(String(request.params['conversationId']));
    if (conversation?.regions.includes(region) === true) return conversation;
    answerError(response, 404, 'ConversationNotFound', 'Conversation not found.');
    return undefined;
  }
  const membersOf = (conversation: Conversation): Persona[] =>
    PERSONAS.filter(({ key }) => conversation.members.includes(key));

  router.get(
    '/v3/conversations/:conversationId/members',
    strike('members'),
    (request, response) => {
      const conversation = found(request, response);
      if (conversation === undefined) return;
      response.json(membersOf(conversation).map((person) => rosterEntry(person, appId)));
    },
  );

  router.get(
    '/v3/conversations/:conversationId/activities/:activityId/members',
    strike('members'),
    (request, response) => {
      const conversation = found(request, response);
      if (conversation === undefined) return;
      const id = String(request.params['activityId']);
      if (conversation.messages.some((message) => message.id === id)) {
        response.json(membersOf(conversation).map((person) => rosterEntry(person, appId)));
      } else {
        answerError(response, 404, 'ActivityNotFoundInConversation', 'Activity was not found.');
      }
    },
  );

  router.get(
    '/v3/conversations/:conversationId/members/:memberId',
    strike('members'),
    (request, response) => {
      const conversation = found(request, response);
      if (conversation === undefined) return;
      const person = findPerson(String(request.params['memberId']), appId);
      if (person !== undefined && conversation.members.includes(person.key)) {
        response.json(rosterEntry(person, appId));
      } else {
        answerError(response, 404, 'MemberNotFoundInConversation', 'Member not found.');
      }
    },
  );

  router.get(
    '/v3/conversations/:conversationId/pagedmembers',
    strike('members'),
    (request, response) => {
      const conversation = found(request, response);
      if (conversation === undefined) return;
      const start = Number(request.query['continuationToken'] ?? 0) || 0;
      const size = Math.min(Number(request.query['pageSize'] ?? PAGE_LIMIT) || 1, PAGE_LIMIT);
      const all = membersOf(conversation);
      const rest = start + size < all.length ? { continuationToken: String(start + size) } : {};
      const page = all.slice(start, start + size);
      response.json({ members: page.map((person) => rosterEntry(person, appId)), ...rest });
    },
  );

  router.get('/v3/teams/:teamId', strike('teams'), (request, response) => {
    const team = teamOf(request, response);
    if (team === undefined) return;
    response.json({
      id: team.id,
      name: team.name,
      channelCount: 1,
      memberCount: team.members.length,
      tenantId: parts.tenantId,
    });
  });
  router.get('/v3/teams/:teamId/conversations', strike('teams'), (request, response) => {
    const team = teamOf(request, response);
    if (team !== undefined) response.json({ conversations: [{ id: team.id, name: team.name }] });
  });

  function teamOf(request: Request, response: Response): Conversation | undefined {
    const team = store.find(String(request.params['teamId']));
    if (team?.kind === 'channel' && team.regions.includes(region)) return team;
    answerError(response, 404, 'TeamNotFound', 'Team not found.');
    return undefined;
  }
  return router;
}
