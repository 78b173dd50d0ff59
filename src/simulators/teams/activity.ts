/** Loose JSON, as it travels on the wire; nothing here is trusted to be complete. */
export type Json = Record<string, unknown>;

export interface Attachment {
  contentType: string;
  content?: unknown;
  contentUrl?: string;
  name?: string;
  thumbnailUrl?: string;
}

/** The part of a Bot Framework activity that a bot sends and this stand-in reads. */
export interface BotActivity {
  type?: string;
  text?: string;
  textFormat?: string;
  summary?: string;
  attachments?: Attachment[];
  replyToId?: string;
  value?: unknown;
  entities?: unknown[];
  [field: string]: unknown;
}

/** An activity on its way to the bot. */
export interface InboundActivity extends Json {
  type: string;
  id: string;
  serviceUrl: string;
}

export const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text field, or the fallback when it is absent or no text. */
export function textIn(value: Json, field: string, fallback = ''): string {
  const found = value[field];
  return typeof found === 'string' ? found : fallback;
}

/** The card of a message's first adaptive attachment. */
export function cardOf(attachments: Attachment[]): Json | undefined {
  const found = attachments.find((attachment) => attachment.contentType === ADAPTIVE_CARD);
  return isJson(found?.content) ? found.content : undefined;
}
