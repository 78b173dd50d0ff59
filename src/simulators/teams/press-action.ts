import type { Persona } from '../kit/people';
import { isJson, textIn, type Json } from './activity';
import { findAction, mergedData, missingInputs } from './card-inputs';
import type { Forgery } from './channel-token';
import type { ChatClient } from './chat-client';
import type { InvokeOutcome } from './invoke-outcome';
import { messageView } from './message-view';
import type { Conversation, Message } from './teams-state';

/** A button on a card, pressed: which one, with what typed into the card. */
export interface Press {
  /** Title or verb of an action on the card as this person sees it. */
  wanted?: string;
  /** An action of the caller's own making, as a tampered client might send it. */
  raw?: Json;
  inputs?: Json;
  /** Behave like a client too old for Action.Execute. */
  useFallback?: boolean;
  /** Send although a required input is empty. */
  skipValidation?: boolean;
  forge?: Forgery | undefined;
}

export type PressResult =
  | { kind: 'notFound'; titles: string[] }
  | { kind: 'missingInputs'; inputs: string[] }
  | { kind: 'openUrl'; url: string }
  | { kind: 'submitted'; status: number; body: unknown; ms: number }
  | ({ status: number; body: unknown; ms: number } & InvokeOutcome);

const isExecute = (action: Json) => action['type'] === 'Action.Execute';

function teamsBehaviour(data: Json): Json {
  return isJson(data['msteams']) ? data['msteams'] : {};
}

async function sendSubmit(
  client: ChatClient,
  person: Persona,
  target: { conversation: Conversation; message: Message },
  { data, forge }: { data: Json; forge: Forgery | undefined },
): Promise<PressResult> {
  const place = { conversation: target.conversation, forge };
  const behaviour = teamsBehaviour(data);
  if (behaviour['type'] === 'task/fetch') {
    const { answer, outcome } = await client.invoke(person, {
      ...place,
      name: 'task/fetch',
      value: { data, context: { theme: 'default' } },
      replyToId: target.message.id,
    });
    return { status: answer.status, body: answer.body, ms: answer.ms, ...outcome };
  }
  if (behaviour['type'] === 'imBack' || behaviour['type'] === 'messageBack') {
    const text = textIn(behaviour, 'value', textIn(behaviour, 'text'));
    const { status, body, ms } = await client.sendText(person, text, place).answer;
    return { kind: 'submitted', status, body, ms };
  }
  const { status, body, ms } = await client.submit(person, {
    ...place,
    value: data,
    replyToId: target.message.id,
  });
  return { kind: 'submitted', status, body, ms };
}

/** Presses a button as a person's client would, and says what came of it. */
export async function pressAction(
  client: ChatClient,
  person: Persona,
  target: { conversation: Conversation; message: Message },
  press: Press,
): Promise<PressResult> {
  const { cards } = messageView(target.message, person.key);
  const typed = press.inputs ?? {};
  const { wanted } = press;
  const holder =
    wanted === undefined ? undefined : cards.find((card) => findAction(card, wanted) !== undefined);
  let action = press.raw;
  if (action === undefined) {
    const found = holder === undefined ? undefined : findAction(holder, wanted ?? '');
    if (holder === undefined || found === undefined) {
      return { kind: 'notFound', titles: cards.flatMap(titlesOf) };
    }
    const missing = press.skipValidation === true ? [] : missingInputs(holder, found, typed);
    if (missing.length > 0) return { kind: 'missingInputs', inputs: missing };
    const old = press.useFallback === true && isJson(found['fallback']) ? found['fallback'] : found;
    action = { ...old, data: mergedData(holder, old, typed) };
  }
  if (action['type'] === 'Action.OpenUrl') return { kind: 'openUrl', url: String(action['url']) };
  const data = isJson(action['data']) ? action['data'] : {};
  if (!isExecute(action)) {
    return sendSubmit(client, person, target, { data, forge: press.forge });
  }
  const { type, id, title, verb } = action;
  const { answer, outcome } = await client.execute(
    person,
    { ...target, forge: press.forge },
    { action: { type, ...(id === undefined ? {} : { id }), title, verb, data }, trigger: 'manual' },
  );
  return { status: answer.status, body: answer.body, ms: answer.ms, ...outcome };
}

function titlesOf(card: Json): string[] {
  const actions = Array.isArray(card['actions']) ? (card['actions'] as Json[]) : [];
  return actions.map((action) => textIn(action, 'title', textIn(action, 'verb')));
}
