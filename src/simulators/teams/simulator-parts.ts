import type { Ledger } from '../kit/ledger';
import type { SimulatorClock } from '../kit/simulator-clock';
import type { BotCredentials } from './bot-tokens';
import type { BotLine } from './bot-line';
import type { CardRefresh } from './card-refresh';
import type { ChatClient } from './chat-client';
import type { ChatStore } from './chat-store';
import type { Installation } from './installation';
import type { KeyRing } from './key-ring';
import type { Region } from './teams-state';

/** The rooms of the stand-in that its pages and its control API walk through. */
export interface SimulatorParts {
  appId: string;
  credentials: BotCredentials;
  clock: SimulatorClock;
  store: ChatStore;
  client: ChatClient;
  refresh: CardRefresh;
  installation: Installation;
  line: BotLine;
  ledger: Ledger;
  keys: KeyRing;
  serviceUrlOf: (region: Region) => string;
}
