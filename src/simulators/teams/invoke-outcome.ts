import { ADAPTIVE_CARD, isJson, textIn, type Json } from './activity';
import type { BotAnswer } from './bot-line';

/** What a person sees after an invoke, read from the bot's answer as strictly as Teams reads it. */
export type InvokeOutcome =
  | { kind: 'card'; card: Json }
  | { kind: 'message'; text: string }
  | { kind: 'dialog'; title: string; card: Json }
  | { kind: 'results'; value: unknown }
  | { kind: 'none' }
  | { kind: 'error'; text: string }
  | { kind: 'timeout'; text: string };

const WENT_WRONG = 'Something went wrong. Please try again.';
const wrong = (detail: string): InvokeOutcome => ({
  kind: 'error',
  text: `${WENT_WRONG} (${detail})`,
});

function cardActionOutcome(body: Json): InvokeOutcome {
  const { statusCode, type, value } = body;
  if (typeof statusCode !== 'number' || typeof type !== 'string') {
    return wrong('the answer has no statusCode or no type');
  }
  if (type === ADAPTIVE_CARD && isJson(value)) return { kind: 'card', card: value };
  if (type === 'application/vnd.microsoft.activity.message' && typeof value === 'string') {
    return { kind: 'message', text: value };
  }
  if (type === 'application/vnd.microsoft.error' && isJson(value)) {
    return { kind: 'error', text: textIn(value, 'message', WENT_WRONG) };
  }
  return wrong(`an answer of type ${type}`);
}

function dialogOutcome(body: Json): InvokeOutcome {
  const task = body['task'];
  if (task === undefined) return { kind: 'none' };
  if (!isJson(task)) return wrong('a task that is no object');
  if (task['type'] === 'message') return { kind: 'message', text: textIn(task, 'value') };
  const value = isJson(task['value']) ? task['value'] : {};
  const attachment = isJson(value['card']) ? value['card'] : {};
  if (task['type'] !== 'continue' || !isJson(attachment['content'])) {
    return wrong('a dialog without a card');
  }
  return { kind: 'dialog', title: textIn(value, 'title'), card: attachment['content'] };
}

export function invokeOutcome(name: string, answer: BotAnswer): InvokeOutcome {
  if (answer.status === 0) {
    return { kind: 'timeout', text: 'The app did not respond in time. Please try again.' };
  }
  if (answer.status !== 200) return wrong(`HTTP ${answer.status}`);
  const body = isJson(answer.body) ? answer.body : {};
  if (name === 'adaptiveCard/action') return cardActionOutcome(body);
  if (name.startsWith('task/')) return dialogOutcome(body);
  return Object.keys(body).length === 0 ? { kind: 'none' } : { kind: 'results', value: body };
}
