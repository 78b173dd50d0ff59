import type { Activity } from 'botbuilder';
import { SLOW, UNCHANGED } from '../answers/sentences';
import type { InboundActivity } from '../guard/activity-schema';
import { message, type Outcome } from '../turn';
import type { BotAdapter } from './create-adapter';
import type { SdkChat, ServeParts, Serve } from '../teams-sdk';
import { toInvokeBody } from '../to-invoke-body';
import { parseOid, toContact, toTurn } from '../to-turn';

// Clients give up after ten seconds and people after three.
const ANSWER_MS = 2_500;
const MAX_KNOWN = 1_000;

/** Runs admitted activities through the SDK and says what to answer the channel. */
export function createActivityServer(adapter: BotAdapter, chat: SdkChat, parts: ServeParts): Serve {
  const { conversation, follow, onError, answerMs = ANSWER_MS } = parts;
  const findOid = createOidLookUp(chat, parts);

  async function turnOf(activity: InboundActivity) {
    const contact = toContact(activity, parts.nowIso());
    const oid = contact.oid ?? (await findOid(activity));
    return toTurn(activity, { ...contact, oid });
  }

  async function answerInvoke(activity: InboundActivity): Promise<Outcome> {
    const work = turnOf(activity).then((turn) => conversation.answer(turn));
    follow(work);
    return within(answerMs, work, message(SLOW));
  }

  return async (authorization, activity) => {
    const isInvoke = activity.type === 'invoke';
    const answer = await adapter.judgeAndRun(
      authorization,
      activity as unknown as Activity,
      async (context) => {
        if (!isInvoke) {
          const work = turnOf(activity)
            .then((turn) => conversation.converse(turn))
            .catch(onError);
          follow(work);
          await within(answerMs, work, undefined);
          return;
        }
        const outcome = await answerInvoke(activity).catch((error: unknown) => {
          onError(error);
          return message(UNCHANGED);
        });
        const value = { status: 200, body: toInvokeBody(outcome) };
        await context.sendActivity({ type: 'invokeResponse', value });
      },
    );
    return isInvoke
      ? { status: answer?.status ?? 200, body: answer?.body ?? {} }
      : { status: 200, body: undefined };
  };
}

/** Asks the roster once per user where activities come without an object id. */
function createOidLookUp(chat: SdkChat, { nowIso, onError }: ServeParts) {
  const known = new Map<string, string>();
  return async (activity: InboundActivity): Promise<string | null> => {
    const contact = toContact(activity, nowIso());
    const key = `${contact.serviceUrl}\n${contact.teamsUserId}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    try {
      const oid = parseOid(await chat.findOid(contact, contact.teamsUserId));
      if (known.size >= MAX_KNOWN) known.clear();
      if (oid !== null) known.set(key, oid);
      return oid;
    } catch (error) {
      onError(error);
      return null;
    }
  };
}

async function within<T>(limitMs: number, work: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(resolve, limitMs, otherwise);
  });
  return Promise.race([work, late]).finally(() => {
    clearTimeout(timer);
  });
}
