import { setTimeout } from 'node:timers/promises';
import type { Ledger } from '../kit/ledger';
import { PERSONAS, type Persona } from '../kit/people';
import type { BotAnswer, BotLine } from './bot-line';
import type { ChatClient } from './chat-client';
import type { ChatStore } from './chat-store';

export interface Installation {
  /** Installs the bot for everybody, trying again until the bot has answered each time. */
  installAll(): Promise<void>;
  install(person: Persona): Promise<BotAnswer>;
  uninstall(person: Persona, options: { silent: boolean }): Promise<BotAnswer | undefined>;
  stop(): void;
}

export interface InstallationParts {
  client: ChatClient;
  store: ChatStore;
  line: BotLine;
  ledger: Ledger;
  retryMs: number;
}

// A bot that is still starting answers nothing, 404 (no route yet) or 503.
const isNotReady = ({ status }: BotAnswer) => status === 0 || status === 404 || status >= 500;

export function createInstallation(parts: InstallationParts): Installation {
  const { client, store, line, ledger } = parts;
  const stopped = new AbortController();

  const pause = () =>
    setTimeout(parts.retryMs, undefined, { signal: stopped.signal }).catch(() => undefined);

  async function install(person: Persona): Promise<BotAnswer> {
    store.personal(person);
    // Installed from now on, whatever the bot answers: it may write before its answer is out.
    store.person(person.key).installed = true;
    const answer = await client.installation(person, 'add');
    if (!isNotReady(answer)) {
      ledger.add('installed', { person: person.key, status: answer.status });
    }
    return answer;
  }

  return {
    install,
    async installAll() {
      for (const person of PERSONAS) {
        let ready = false;
        while (!stopped.signal.aborted && !ready) {
          ready = line.url() !== undefined && !isNotReady(await install(person));
          if (!ready) await pause();
        }
      }
    },
    async uninstall(person, { silent }) {
      store.person(person.key).installed = false;
      ledger.add('uninstalled', { person: person.key, silent });
      return silent ? undefined : client.installation(person, 'remove');
    },
    stop() {
      stopped.abort();
    },
  };
}
