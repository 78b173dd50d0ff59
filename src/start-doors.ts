import type { Adapters } from './create-adapters';
import type { Config } from './config';
import type { Logger } from './log';
import type { Tools } from './use-cases/tools';
import type { Links } from '../cards/card-request';

export interface DoorTools {
  config: Config;
  adapters: Adapters;
  tools: Tools;
  log: Logger;
  links: Links;
}
export function startDoors(_tools: DoorTools): Promise<{ endpoints: Record<string, string>; stop(): Promise<void> }> {
  return Promise.resolve({ endpoints: {}, stop: () => Promise.resolve() });
}
