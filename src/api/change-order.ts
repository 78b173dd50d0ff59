import type { z } from 'zod';
import { Refusal, type Problem } from '../domain/errors';
import { namesOf } from '../domain/errors/sentence';
import {
  FIELD_NAMES,
  fieldEntry,
  fieldOf,
  fieldOfColumn,
  type FieldName,
} from '../domain/order/fields';
import type { Order, TimelineEntry } from '../domain/order/order';
import { fieldsOf } from '../domain/order/fields-of';
import type { ActResult } from '../use-cases/act-on-order';
import { editOrder } from '../use-cases/edit-order';
import { readOrder } from '../use-cases/read-order';
import { resolveFields } from '../use-cases/resolve-fields';
import { allowedActions, keyFor } from './act';
import type { ApiTools } from './api-tools';
import { RefusalWith, toProblemAnswers } from './problem';
import { orderNumberOf } from './read-inputs';
import { etagOf, type Call, type Reply } from './route';
import type { editBody } from './schemas/requests';
import { toOrderAnswer } from './to-answer';

type EditCall = Call<unknown, z.output<typeof editBody>>;

/** Changes fields on the version the client saw: all of them (PUT) or those it names (PATCH). */
export async function changeOrder(
  tools: ApiTools,
  call: EditCall,
  which: 'all' | 'some',
): Promise<Reply> {
  const { useCases, reads } = tools;
  const { member, channel, request } = call;
  const orderNumber = await orderNumberOf(reads, call);
  const versions = versionsOf(request.get('if-match'));
  const version = await presentOf(versions, () => readOrder(useCases, orderNumber));
  const input = which === 'all' ? withEveryField(call.body) : call.body;
  const key = request.get('idempotency-key');
  const clientKey = key ?? keyFor(orderNumber, version, JSON.stringify(input));
  const wish = { actor: member.oid, channel, orderNumber, clientKey, input, version };
  try {
    const { order, act } = await editOrder(useCases, wish);
    if (act?.result === 'refused') throw refused(act, order, call);
    return toReply(order, call, act?.result === 'queued' ? 202 : 200);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'ORDER_NOT_FOUND') throw error;
    const current = await readOrder(useCases, orderNumber);
    if (error.code !== 'VERSION_STALE') throw withNames(error, current);
    return await stale(tools, call, { version, input, current, error });
  }
}

/** Any version at all, `*`, says nothing of what the client saw. */
function versionsOf(ifMatch: string | undefined): number[] {
  if (ifMatch === undefined || ifMatch.trim() === '*') throw new Refusal('IF_MATCH_REQUIRED');
  // A tag we never made matches no version.
  return ifMatch.split(',').map((tag) => Number(/^"(\d{1,9})"$/u.exec(tag.trim())?.[1] ?? -1));
}

/** Of several versions the one that stands; where none does, the newest, to be refused as stale. */
async function presentOf(versions: readonly number[], read: () => Promise<Order>) {
  const newest = Math.max(...versions);
  if (versions.length < 2) return newest;
  const { version } = await read();
  return versions.includes(version) ? version : newest;
}

/** Everything that can be edited; what the client left out is emptied. */
function withEveryField(body: EditCall['body']): Record<string, unknown> {
  const given = new Set(Object.keys(body).map(fieldOfColumn));
  const left = FIELD_NAMES.filter((name) => !given.has(name));
  return { ...Object.fromEntries(left.map((name) => [fieldEntry(name).column, null])), ...body };
}

function toReply(order: Order, { member }: EditCall, status: number): Reply {
  const headers = { ETag: etagOf(order.version) };
  return { status, body: toOrderAnswer(order, member), headers };
}

function refused(
  act: Extract<ActResult, { result: 'refused' }>,
  order: Order,
  { member }: EditCall,
): Refusal {
  const current = toOrderAnswer(order, member);
  const allowed = allowedActions(order, member);
  return new RefusalWith(act.code, act.facts, { current, allowed });
}

/** The problems of the fields in sentences that know the order's provider. */
function withNames(error: Refusal, order: Order): Refusal {
  if (error instanceof RefusalWith || error.problems.length === 0) return error;
  const problems: readonly Problem[] = error.problems;
  const errors = toProblemAnswers(problems, namesOf(order));
  return new RefusalWith(error.code, error.facts, { errors });
}

interface Stale {
  version: number;
  input: Readonly<Record<string, unknown>>;
  current: Order;
  error: Refusal;
}

/** What stands there now and what changed since; an edit of ours that died unanswered is answered. */
async function stale(
  { useCases }: ApiTools,
  call: EditCall,
  { version, input, current, error }: Stale,
): Promise<Reply> {
  const { member, channel } = call;
  if (call.resumed && current.version === version + 1) {
    const { values } = await resolveFields(useCases, member, { input, channel }, false);
    const now = fieldsOf(current);
    const names = Object.keys(values) as FieldName[];
    if (names.every((name) => values[name] === now[name])) return toReply(current, call, 200);
  }
  const entries = await useCases.orders.readTimeline(current.orderNumber);
  const changed = changedSince(entries, current, version);
  throw new RefusalWith('VERSION_STALE', error.facts, {
    current: toOrderAnswer(current, member),
    ...(changed === null ? {} : { changed }),
  });
}

/**
 * Columns that edits after a version touched; null where it was never a version of this order. Each
 * recorded change raises version and `k` by one, so their distance says which entries came later.
 */
function changedSince(
  entries: readonly TimelineEntry[],
  order: Order,
  version: number,
): string[] | null {
  const lastK = entries.at(-1)?.k ?? 0;
  const seenK = lastK - (order.version - version);
  if (version < 1 || seenK < 0 || version > order.version) return null;
  const later = entries.filter(({ k }) => k > seenK);
  const names = later
    .filter(({ kind }) => kind === 'edit' || kind === 'create')
    .flatMap(({ facts }) => Object.keys(facts))
    .map((name) => fieldOf(name.replace(/Sha256$/u, '')))
    .filter((name) => name !== undefined);
  return [...new Set(names.map((name) => fieldEntry(name).column))];
}
