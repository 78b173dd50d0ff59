/** The parts of the client library the tests use; its own types need a browser's. */
interface Library {
  AdaptiveCard: new () => {
    parse(card: unknown, context: Context): void;
    validateProperties(): { validationEvents: { message: string }[] };
  };
  SerializationContext: new (version: unknown) => Context;
  Versions: { v1_5: unknown };
}

interface Context {
  eventCount: number;
  getEventAt(index: number): { message: string };
}

const library = jest.requireActual<Library>('adaptivecards/dist/adaptivecards.js');

/** Everything the client of Teams' schema version has to say against a card. */
export function parserEvents(card: unknown): string[] {
  const { AdaptiveCard, SerializationContext, Versions } = library;
  const context = new SerializationContext(Versions.v1_5);
  const parsed = new AdaptiveCard();
  parsed.parse(card, context);
  return [
    ...Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message),
    ...parsed.validateProperties().validationEvents.map(({ message }) => message),
  ];
}

export type Json = Record<string, unknown>;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every object of a card with a `type`; data a button carries is not part of the card. */
export function elementsOf(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(elementsOf);
  if (!isJson(value)) return [];
  const inner = Object.entries(value).flatMap(([name, child]) =>
    name === 'data' ? [] : elementsOf(child),
  );
  return 'type' in value ? [value, ...inner] : inner;
}

const BLOCK = ['type', 'spacing', 'separator'];
const INPUT = [...BLOCK, 'id', 'label', 'value', 'isRequired', 'errorMessage'];
const ACTION = ['type', 'title', 'style'];

/** Property names of schema 1.5 we use; the parser passes over those it does not know. */
const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  AdaptiveCard: ['type', '$schema', 'version', 'fallbackText', 'body', 'actions', 'refresh'],
  TextBlock: [...BLOCK, 'text', 'wrap', 'size', 'weight', 'color', 'isSubtle', 'style'],
  RichTextBlock: [...BLOCK, 'inlines'],
  TextRun: ['type', 'text', 'weight'],
  FactSet: [...BLOCK, 'facts'],
  Container: [...BLOCK, 'items', 'style', 'selectAction'],
  ColumnSet: [...BLOCK, 'columns'],
  Column: ['type', 'width', 'items'],
  'Input.Text': [...INPUT, 'placeholder', 'isMultiline', 'maxLength'],
  'Input.Date': INPUT,
  'Input.ChoiceSet': [...INPUT, 'style', 'choices'],
  'Action.Execute': [...ACTION, 'verb', 'data', 'associatedInputs', 'fallback'],
  'Action.Submit': [...ACTION, 'data', 'associatedInputs'],
  'Action.OpenUrl': [...ACTION, 'url'],
  'Action.ShowCard': [...ACTION, 'card'],
};

/** Property names that nothing of the schema is called. */
export function unknownProperties(card: unknown): string[] {
  return elementsOf(card).flatMap((element) => {
    const type = String(element['type']);
    const known = PROPERTIES[type];
    if (known === undefined) return [`the type ${type}`];
    return Object.keys(element)
      .filter((name) => !known.includes(name))
      .map((name) => `${type}.${name}`);
  });
}

/** The buttons of a card, those it unfolds included. */
export const buttonsOf = (card: unknown) =>
  elementsOf(card).filter(({ type }) => type === 'Action.Execute');

/** Verbs of the buttons; what clients send by themselves is not a button. */
export function verbsOf(card: unknown): string[] {
  return buttonsOf(card)
    .map(({ verb }) => String(verb))
    .filter((verb) => verb !== 'card.refresh');
}

/** Every text a card shows or says. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return isJson(value) ? Object.values(value).flatMap(textsOf) : [];
}
