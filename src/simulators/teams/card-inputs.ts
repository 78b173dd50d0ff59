import { isJson, type Json } from './activity';

/** Every object below a value, itself included; what hangs on a skipped property is left out. */
function objectsIn(value: unknown, skip: readonly string[] = []): Json[] {
  if (Array.isArray(value)) return value.flatMap((item) => objectsIn(item, skip));
  if (!isJson(value)) return [];
  const inner = Object.entries(value).filter(([name]) => !skip.includes(name));
  return [value, ...inner.flatMap(([, child]) => objectsIn(child, skip))];
}

const typeOf = (node: Json) => (typeof node['type'] === 'string' ? node['type'] : '');

/** Every action a person can press on a card; a fallback is not an action of its own. */
export function actionsOf(card: Json): Json[] {
  return objectsIn(card, ['fallback', 'refresh', 'data']).filter((node) =>
    typeOf(node).startsWith('Action.'),
  );
}

/** Finds an action by its title or its verb. */
export function findAction(card: Json, wanted: string): Json | undefined {
  const actions = actionsOf(card);
  return (
    actions.find((action) => action['title'] === wanted) ??
    actions.find((action) => action['verb'] === wanted)
  );
}

const inputsOf = (card: Json) =>
  objectsIn(card, ['fallback', 'refresh', 'data']).filter(
    (node) => typeOf(node).startsWith('Input.') && node['id'] !== undefined,
  );

/** What the client would send for a card's inputs: what was typed over what the card proposes. */
export function collectInputs(card: Json, typed: Json): Json {
  const collected: Json = {};
  for (const input of inputsOf(card)) {
    const id = String(input['id']);
    const untouched = typeOf(input) === 'Input.Toggle' ? (input['valueOff'] ?? 'false') : undefined;
    const value = typed[id] ?? input['value'] ?? untouched;
    if (value !== undefined) collected[id] = value;
  }
  return { ...collected, ...typed };
}

/** Required inputs left empty; Teams does not send such a card. */
export function missingInputs(card: Json, action: Json, typed: Json): string[] {
  const isSending = ['Action.Execute', 'Action.Submit'].includes(typeOf(action));
  if (!isSending || action['associatedInputs'] === 'none') return [];
  const inputs = collectInputs(card, typed);
  return inputsOf(card)
    .filter((input) => input['isRequired'] === true)
    .map((input) => String(input['id']))
    .filter((id) => inputs[id] === undefined || inputs[id] === '');
}

/** An action's data with the inputs merged in, unless the action asks for none. */
export function mergedData(card: Json, action: Json, typed: Json): Json {
  const data = isJson(action['data']) ? action['data'] : {};
  if (action['associatedInputs'] === 'none') return { ...data };
  return { ...data, ...collectInputs(card, typed) };
}
