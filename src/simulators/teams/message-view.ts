import { personaOf } from '../kit/people';
import { ADAPTIVE_CARD, cardOf, type Attachment, type Json } from './activity';
import { BOT_NAME } from './teams-identity';
import type { Message } from './teams-state';

/** A message as one person sees it. */
export interface MessageView {
  id: string;
  from: string;
  fromName: string;
  at: string;
  text: string;
  textFormat: string;
  summary: string;
  /** Cards in order; the first may be this person's own view. */
  cards: Json[];
  card: Json | null;
  /** The shared card, as the bot last sent it. */
  baseCard: Json | null;
  view: 'base' | 'manual' | 'automatic';
  otherAttachments: Attachment[];
  replyToId: string | null;
  updatedCount: number;
  deleted: boolean;
  delivery: Message['delivery'];
}

export function messageView(message: Message, personKey: string): MessageView {
  const adaptive = message.attachments.filter(({ contentType }) => contentType === ADAPTIVE_CARD);
  const shared = adaptive.map(({ content }) => content as Json);
  const own = message.views[personKey];
  const cards = own === undefined ? shared : [own.card, ...shared.slice(1)];
  return {
    id: message.id,
    from: message.from,
    fromName: message.from === 'bot' ? BOT_NAME : (personaOf(message.from)?.name ?? message.from),
    at: message.at,
    text: message.text,
    textFormat: message.textFormat,
    summary: message.summary,
    cards,
    card: cards[0] ?? null,
    baseCard: cardOf(message.attachments) ?? null,
    view: own?.trigger ?? 'base',
    otherAttachments: message.attachments.filter(
      ({ contentType }) => contentType !== ADAPTIVE_CARD,
    ),
    replyToId: message.replyToId,
    updatedCount: message.editedCount,
    deleted: message.deleted,
    delivery: message.delivery,
  };
}
