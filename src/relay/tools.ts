import type { Chat } from '../ports/chat';
import type { Clock } from '../ports/clock';
import type { CrashPoints } from '../ports/crash-points';
import type { Mailer } from '../ports/mail';
import type { ChatCopies, Outboxes } from '../ports/outboxes';
import type { Policy } from '../ports/policy';
import type { Runtime } from '../ports/runtime';
import type { Orders } from '../ports/orders';
import type { Links } from '../../cards/card-request';

/** The ports the relays work with. */
export interface RelayTools {
  outboxes: Outboxes;
  copies: ChatCopies;
  orders: Orders;
  runtime: Runtime;
  chat: Chat;
  mailer: Mailer;
  clock: Clock;
  crashPoints: CrashPoints;
  policy: Policy;
  links: Links;
}
