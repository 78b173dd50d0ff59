/** One mail, complete. `key` makes it findable at the provider, so that it is sent once. */
export interface Mail {
  key: string;
  orderNumber: string;
  to: { name: string; email: string };
  subject: string;
  text: string;
  html: string;
}

export interface Mailer {
  /** Finds, drafts and sends; repeatable with the same key until it answers. */
  send(mail: Mail): Promise<MailOutcome>;
}

export type MailOutcome =
  | { outcome: 'sent' }
  | { outcome: 'retry_later'; cause: string; retryAfterMs: number | null }
  /** The address cannot be written to; a person has to look. */
  | { outcome: 'refused'; cause: string };
