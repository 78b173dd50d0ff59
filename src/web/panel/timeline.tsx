import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OrderAnswer } from '../../api/answers';
import { timelineQuery } from '../api/queries';
import { StepMark } from '../icons/step-mark';
import { LoadTrouble } from '../shell/load-trouble';
import { useNow } from '../shell/use-now';
import { TEXTS } from '../texts';
import { momentText, zoneWord } from '../words/days';
import { milestones } from './milestones';
import { Section } from './section';
import { formatDay } from '../../domain/time';
import type { TimelineEntry } from '../../domain/order/order';
import { timelineLine } from '../../domain/order/timeline';

const SHOWN = 8;

/** Who did it, and where a person did it. */
function byWhom({ actor, source }: TimelineEntry): string {
  const channel = TEXTS.panel.channels[source];
  return channel === undefined || channel === actor ? actor : `${actor} · ${channel}`;
}

/** The milestones with their dates, then everything that happened, newest first. */
export function Timeline({ order }: { order: OrderAnswer }) {
  const at = useNow();
  const story = useQuery(timelineQuery(order.order_number));
  const [all, setAll] = useState(false);
  const entries = [...(story.data?.entries ?? [])].sort((one, other) => other.k - one.k);
  const hidden = all ? 0 : Math.max(0, entries.length - SHOWN);
  return (
    <Section
      id="timeline"
      title={TEXTS.panel.timeline}
      aside={
        <span className="section__note">{TEXTS.panel.timesIn(zoneWord(at.now, at.zone))}</span>
      }
    >
      <ol className="steps">
        {milestones(order, at).map((one) => (
          <li key={one.title} className={`steps__step steps__step--${one.state}`}>
            {one.state === 'done' ? <StepMark kind="done" /> : <span className="steps__dot" />}
            <div className="steps__text">
              <p>{one.title}</p>
              <p className="steps__more">{one.detail}</p>
            </div>
            <span
              className={one.state === 'done' ? 'steps__when' : 'steps__when steps__when--open'}
            >
              {one.when}
            </span>
          </li>
        ))}
      </ol>
      <h4 className="section__sub">{TEXTS.panel.history}</h4>
      {story.error !== null && <LoadTrouble error={story.error} onRetry={story.refetch} />}
      {story.data !== undefined && entries.length === 0 && (
        <p className="section__empty">{TEXTS.panel.nothingYet}</p>
      )}
      <ul className="story">
        {entries.slice(0, entries.length - hidden).map((entry) => (
          <li key={entry.k}>
            <div>
              <p>{timelineLine(entry, (date) => formatDay(date, { now: at.now }))}</p>
              {entry.text !== null && (
                <p className="story__said" dir="auto">
                  {entry.text}
                </p>
              )}
              <p className="steps__more">{byWhom(entry)}</p>
            </div>
            <span className="steps__when">{momentText(entry.at, at.now, at.zone)}</span>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <button
          type="button"
          className="button button--quiet"
          onClick={() => {
            setAll(true);
          }}
        >
          {TEXTS.panel.showOlder(hidden)}
        </button>
      )}
    </Section>
  );
}
