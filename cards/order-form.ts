import { refusalSentence } from '../src/domain/errors/sentence';
import {
  FIELDS,
  FIELD_NAMES,
  fieldEntry,
  fieldOf,
  type FieldName,
} from '../src/domain/order/fields';
import type { Order } from '../src/domain/order/order';
import { isBeforeSending } from '../src/domain/order/stages';
import { button, orderData, type ActionView, type CardData } from './card-actions';
import type { OrderFormRequest } from './card-request';
import { effectLines, type EffectView } from './effect-lines';
import { cardText, plainText } from './text';
import { escaped, type LinkView, type TextView } from './view-parts';
import { headingOf } from './words';

/**
 * The order as a form, for a card in chat and for a dialog. Inputs carry the fields' column names.
 * `then` in the data says that a form was sent: null saves, `submit` also asks for approval. Without
 * it the same verb only opens the form.
 */
export interface OrderFormView {
  summary: string;
  title: string;
  help: string;
  problems: TextView[];
  fields: InputView[];
  effects: EffectView[];
  actions: ActionView[];
  link: LinkView;
}

interface InputView {
  id: string;
  label: string;
  value: string;
  placeholder: string;
  missing: string;
  isRequired: boolean;
  maxLength: number;
  isText: boolean;
  isLongText: boolean;
  isDate: boolean;
  isChoice: boolean;
  isExpanded: boolean;
  choices: { title: string; value: string }[];
  errors: TextView[];
}

/** More would not fit a card beside everything else; then the site is typed. */
const MAX_CHOICES = 120;

/** What fits an input that holds a short value. */
const MAX_SHORT = 120;

export function orderFormView(request: OrderFormRequest): OrderFormView {
  const { mode, order, problems, links, done } = request;
  const count = problems.length;
  const fields = `${count} ${count === 1 ? 'field needs' : 'fields need'} another look.`;
  const shown = shownFields(order);
  const elsewhere = problems.filter(({ field }) => !shown.some((name) => isOf(field, name)));
  const title = mode === 'create' ? 'New order' : 'Edit order';
  return {
    summary: order === undefined ? title : plainText(`${title} ${order.orderNumber}`),
    title: order === undefined ? title : cardText(`${title}: ${headingOf(order)}`),
    help: helpOf(request),
    problems: escaped(
      count === 0
        ? []
        : [
            done === undefined ? `${fields} Nothing was sent.` : `${done} To submit it, ${fields}`,
            ...elsewhere.map(
              ({ field, code, facts }) => `${field}: ${refusalSentence(code, facts)}`,
            ),
          ],
    ),
    fields: shown.map((name) => inputOf(name, request)),
    effects: request.checks ? effectLines(request.checks, order) : [],
    actions: buttonsOf(request),
    link:
      order === undefined
        ? { title: 'Open board', url: links.board }
        : { title: 'Open order', url: links.order(order.orderNumber) },
  };
}

/** Once the provider has the order its terms are no longer ours to change. */
function shownFields(order: Order | undefined): FieldName[] {
  const locked = order !== undefined && (!isBeforeSending(order.stage) || order.sending);
  return FIELD_NAMES.filter((name) => !locked || fieldEntry(name).term !== true);
}

function helpOf({ mode, order }: OrderFormRequest): string {
  if (mode === 'create' || order === undefined) return 'Fields marked \\* are needed for a draft.';
  if (order.stage === 'drafted') return cardText(`${order.orderNumber} · draft`);
  return isBeforeSending(order.stage) && !order.sending
    ? 'Changing terms takes the order back to draft; approvals given so far are void.'
    : 'The terms are locked: the provider has the order. These fields can still change.';
}

const isOf = (word: string, name: FieldName) => fieldOf(word) === name;

function valueOf(values: OrderFormRequest['values'], name: FieldName): string {
  const { column, word } = fieldEntry(name);
  const value = values[column] ?? values[name] ?? values[word];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function inputOf(name: FieldName, request: OrderFormRequest): InputView {
  const field = fieldEntry(name);
  const choices = choicesOf(name, request);
  const isChoice = choices.length > 0 && choices.length <= MAX_CHOICES;
  const problems = request.problems.filter((problem) => isOf(problem.field, name));
  const max = field.max ?? MAX_SHORT;
  const isText = !isChoice && field.type !== 'date';
  return {
    id: field.column,
    label: labelOf(name, request),
    value: cleanValue(valueOf(request.values, name), isText && field.multiline === true),
    placeholder: field.help ?? '',
    missing: refusalSentence('FIELD_REQUIRED', { label: field.label }),
    isRequired: field.required === true,
    maxLength: field.type === 'text' ? max : MAX_SHORT,
    isText: isText && field.multiline !== true,
    isLongText: isText && field.multiline === true,
    isDate: field.type === 'date',
    isChoice,
    isExpanded: isChoice && choices.length <= 3,
    choices: isChoice ? choices : [],
    errors: escaped(problems.map(({ code, facts }) => refusalSentence(code, facts))),
  };
}

/** What was typed comes back as it was, but for what no input could show. */
const cleanValue = (value: string, hasLines: boolean) =>
  hasLines
    ? value
        .split('\n')
        .map((line) => plainText(line, 4000))
        .join('\n')
    : plainText(value, 4000);

function labelOf(name: FieldName, { order }: OrderFormRequest): string {
  const { label, type } = fieldEntry(name);
  if (type === 'money') return `${label}, ${order?.currency ?? 'USD'}`;
  return type === 'months' ? `${label}, months` : label;
}

function choicesOf(name: FieldName, { sites, providers }: OrderFormRequest) {
  switch (fieldEntry(name).type) {
    case 'site':
      return sites.map(({ id, name: site }) => ({
        title: plainText(`${site} (${id})`),
        value: id,
      }));
    case 'provider':
      return providers.map((provider) => ({
        title: plainText(provider.name),
        value: provider.key,
      }));
    case 'choice':
      return (FIELDS.circuitPurpose.choices as readonly string[]).map((choice) => ({
        title: choice,
        value: choice,
      }));
    default:
      return [];
  }
}

function buttonsOf({ mode, order, draftId }: OrderFormRequest): ActionView[] {
  if (mode === 'edit' && order !== undefined) {
    const data: CardData = { ...orderData(order, 'edit'), then: null };
    return [button('Save changes', 'order.edit', data, { style: 'positive', inputs: 'auto' })];
  }
  const draft: CardData = draftId === undefined ? {} : { draftId };
  return [
    button(
      'Submit for approval',
      'order.create',
      { ...draft, then: 'submit' },
      { style: 'positive', inputs: 'auto' },
    ),
    button('Save draft', 'order.create', { ...draft, then: null }, { inputs: 'auto' }),
  ];
}
