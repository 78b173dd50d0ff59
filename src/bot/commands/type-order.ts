import { Refusal } from '../../domain/errors';
import { createOrder } from '../../use-cases/create-order';
import { editOrder } from '../../use-cases/edit-order';
import { uuidFrom, type Asking } from '../asking';
import { createdCard, editedSentence, openNewForm } from '../fill-form';
import { formCard } from '../answers/draw';
import { problemLines } from '../answers/sentences';
import { message, type Outcome } from '../turn';
import { findOrder } from './find-order';
import { lexFields } from './lex-fields';
import { nameSite } from './name-site';

/** `new order` alone opens the form; with values it saves a draft and says what its submit meets. */
export async function typeNewOrder(asking: Asking, rest: string): Promise<Outcome> {
  if (rest === '') return openNewForm(asking);
  const { fields, mistakes } = lexFields(rest);
  if (mistakes.length > 0) return message(['Nothing was saved.', ...mistakes].join('\n'));
  const draftId = asking.turn.key;
  const input = await nameSite(asking, fields);
  if ('sentence' in input) return message(input.sentence);
  try {
    const created = await createOrder(asking.tools, {
      actor: asking.member.oid,
      channel: 'teams',
      clientId: uuidFrom('form', asking.member.oid, draftId),
      input: input.values,
      submit: false,
    });
    return await createdCard(asking, created);
  } catch (error) {
    if (!(error instanceof Refusal) || error.problems.length === 0) throw error;
    // The form comes filled with what was typed, each mistake at its field.
    return formCard(asking, { values: input.values, problems: error.problems, draftId });
  }
}

/** `edit 123 speed=2G`: a draft is written, an order under way goes back to draft. */
export async function typeEdit(asking: Asking, rest: string): Promise<Outcome> {
  const found = await findOrder(asking, rest);
  if (found.order === null) return message(found.sentence);
  const { fields, mistakes } = lexFields(found.rest);
  if (fields.length === 0 && mistakes.length === 0) {
    mistakes.push('Say what to change, for example `edit 123 speed=2G`.');
  }
  if (mistakes.length > 0) return message(['Nothing was saved.', ...mistakes].join('\n'));
  try {
    const edited = await editOrder(asking.tools, {
      actor: asking.member.oid,
      channel: 'teams',
      orderNumber: found.order.orderNumber,
      clientKey: asking.turn.key,
      input: Object.fromEntries(fields.map(({ name, value }) => [name, value])),
      version: null,
    });
    const isSame = edited.act === null && edited.order.version === found.order.version;
    const sentence = isSame ? 'It says so already; nothing was changed.' : editedSentence(edited);
    return message(`${edited.order.orderNumber}: ${sentence}`);
  } catch (error) {
    if (!(error instanceof Refusal) || error.problems.length === 0) throw error;
    return message(['Nothing was saved.', ...problemLines(error.problems)].join('\n'));
  }
}
