import { Icon } from '../icons/icon';
import { useLiveState } from '../live/live-context';
import { useEntries } from '../outbox/outbox-context';
import { TEXTS } from '../texts';
import { useOnline } from './use-online';

/** Whether the page is up to date, and how many writes still wait. */
export function Connection() {
  const state = useLiveState();
  const online = useOnline();
  const waiting = useEntries().filter((entry) => entry.state === 'waiting').length;
  const words = online ? TEXTS.connection[state] : TEXTS.connection.offline;
  const calm = online && (state === 'live' || state === 'connecting') && waiting === 0;
  return (
    <span className={`connection connection--${calm ? state : 'trouble'}`}>
      {calm ? <span className="connection__dot" /> : <Icon name={online ? 'clock' : 'cloud'} />}
      <span>
        {words}
        {waiting > 0 && TEXTS.connection.waiting(waiting)}
      </span>
    </span>
  );
}
