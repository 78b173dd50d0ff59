import type { CarrierEvent } from './events';
import type { EventKind } from './event-kinds';
import type { Instant } from '../time';

/** What one read of a carrier's order says, in our words. */
export interface ProviderSnapshot {
  provider: string;
  providerOrderId: string;
  externalId: string;
  /** Grows with every state change the carrier made; an older snapshot than stored is dropped. */
  historyLength: number;
  /** Everything that has happened once: states reached, milestones, requests answered. */
  facts: readonly SnapshotFact[];
  /** The committed date, if there is one, with the reason words of its latest move. */
  committedDate: {
    date: string;
    at: Instant;
    reasonCode: string | null;
    party: string | null;
  } | null;
  /** The identifiers it names, such as the circuit id. */
  circuitId: string | null;
}

export interface SnapshotFact {
  kind: EventKind;
  /** Tells two facts of one kind apart; part of the event's key. */
  value: string;
  at: Instant;
  sequence: number;
  date?: string;
}

/** What the last read left behind: enough to see what the next one changes. */
export interface KnownSnapshot {
  historyLength: number;
  committedDate: string | null;
  /** How often the committed date has moved so far. */
  dateMoves: number;
}

/**
 * The events a snapshot implies. Facts carry the same key on every read, so whoever stores them by
 * key stores each once; a moved date is numbered, because A to B to A are three commitments.
 */
export function eventsOf(snapshot: ProviderSnapshot, known: KnownSnapshot | null): CarrierEvent[] {
  if (known !== null && snapshot.historyLength < known.historyLength) return [];
  const key = (kind: EventKind, value: string) =>
    `${snapshot.provider}/${snapshot.providerOrderId}/${kind}/${value}`;
  const facts = snapshot.facts.map((fact) => ({
    key: key(fact.kind, fact.value),
    kind: fact.kind,
    at: fact.at,
    sequence: fact.sequence,
    ...(fact.date === undefined ? {} : { date: fact.date }),
  }));
  return [...facts, ...dateEvents(snapshot, known, key)];
}

function dateEvents(
  snapshot: ProviderSnapshot,
  known: KnownSnapshot | null,
  key: (kind: EventKind, value: string) => string,
): CarrierEvent[] {
  const committed = snapshot.committedDate;
  if (committed === null || committed.date === known?.committedDate) return [];
  const sequence = Math.max(0, ...snapshot.facts.map((fact) => fact.sequence)) + 1;
  const at = committed.at;
  const before = known?.committedDate ?? null;
  if (before === null) {
    return [
      { key: key('focSet', committed.date), kind: 'focSet', at, sequence, date: committed.date },
    ];
  }
  return [
    {
      key: key('focRevised', `${before}>${committed.date}#${(known?.dateMoves ?? 0) + 1}`),
      kind: 'focRevised',
      at,
      sequence,
      date: committed.date,
      previousDate: before,
      ...(committed.reasonCode === null ? {} : { reasonCode: committed.reasonCode }),
      ...(committed.party === null ? {} : { party: committed.party }),
    },
  ];
}

/** What to remember of a snapshot once its events are stored. */
export function toKnown(snapshot: ProviderSnapshot, known: KnownSnapshot | null): KnownSnapshot {
  if (known !== null && snapshot.historyLength < known.historyLength) return known;
  const date = snapshot.committedDate?.date ?? known?.committedDate ?? null;
  const moved = known !== null && known.committedDate !== null && date !== known.committedDate;
  return {
    historyLength: snapshot.historyLength,
    committedDate: date,
    dateMoves: (known?.dateMoves ?? 0) + (moved ? 1 : 0),
  };
}
