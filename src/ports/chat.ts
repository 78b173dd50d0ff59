/** Teams, seen from our side. Cards are plain Adaptive Card JSON. Failures are `ChatTrouble`. */
export interface Chat {
  /** Sends a card alone in its activity and answers with the activity's id. */
  sendCard(to: ConversationReference, card: unknown, summary: string): Promise<string>;
  sendText(to: ConversationReference, text: string): Promise<void>;
  updateCard(copy: CardCopy, card: unknown, summary: string): Promise<void>;
}

/** Where a conversation is reached; our own form, nothing of the SDK. */
export interface ConversationReference {
  serviceUrl: string;
  conversationId: string;
  kind: 'personal' | 'groupChat' | 'channel';
  botId: string;
  tenantId: string;
}

export interface CardCopy {
  conversation: ConversationReference;
  activityId: string;
}

export type ChatTroubleKind =
  'throttled' | 'transient' | 'blocked' | 'misconfigured' | 'gone' | 'too-large';

export class ChatTrouble extends Error {
  readonly trouble: ChatTroubleKind;
  readonly retryAfterMs: number | null;
  /** The answer is missing, not the call: what was sent may stand in the chat. */
  readonly mayHaveArrived: boolean;

  constructor(
    trouble: ChatTroubleKind,
    cause: string,
    retryAfterMs: number | null = null,
    mayHaveArrived = false,
  ) {
    super(cause);
    this.name = 'ChatTrouble';
    this.trouble = trouble;
    this.retryAfterMs = retryAfterMs;
    this.mayHaveArrived = mayHaveArrived;
  }
}
