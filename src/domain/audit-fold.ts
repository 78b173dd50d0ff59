import { applyChanges, type AuditedChanges, type AuditPicture } from './audit-picture';
import { isAllowedChange } from './order/events';
import { STAGES, type Stage } from './order/stages';

/** One audited happening as its body tells it. */
export interface AuditedChange {
  k: number;
  pv: number | null;
  code: string;
  from: string;
  to: string;
  /** What it changed; missing in events of builds that did not write it. */
  changed?: AuditedChanges;
}

export interface FoldedOrder {
  stage: Stage;
  pv: number;
  k: number;
  /** Null where an event of the log does not hold what it changed. */
  picture: AuditPicture | null;
}

/** The first thing an order's log says that cannot be; null where everything follows. */
export interface FoldFault {
  k: number;
  fault: string;
}

const isStage = (text: string): text is Stage => Object.hasOwn(STAGES, text);

/**
 * Reads an order's life from its log: numbers without gaps, each change starting where the one
 * before ended, nothing outside the transition table, and all values as the events left them.
 */
export function foldOrder(
  changes: readonly AuditedChange[],
): { order: FoldedOrder } | { fault: FoldFault } {
  let order: FoldedOrder = { stage: 'drafted', pv: 0, k: 0, picture: null };
  for (const change of changes) {
    const fault = (text: string) => ({ fault: { k: change.k, fault: text } });
    if (change.k !== order.k + 1) return fault(`number ${order.k + 1} is missing`);
    if (change.pv !== null && change.pv !== order.pv + 1) {
      return fault(`process version ${change.pv} follows ${order.pv}`);
    }
    if (!isStage(change.from) || !isStage(change.to)) return fault('an unknown stage');
    if (change.from !== order.stage) {
      return fault(`starts at ${change.from}, but the order was ${order.stage}`);
    }
    const moved = change.from !== change.to;
    if (moved && !isAllowedChange(change.from, change.to)) {
      return fault(`${change.from} to ${change.to} is no transition`);
    }
    if (moved && change.pv === null) return fault('a stage moved outside its workflow');
    const before = change.k === 1 ? {} : order.picture;
    const applied =
      change.changed === undefined ? null : before && applyChanges(before, change.changed);
    if (applied && 'differs' in applied) {
      return fault(`${applied.differs} was not what the log says before it`);
    }
    const picture = applied && applied.picture;
    order = { stage: change.to, pv: change.pv ?? order.pv, k: change.k, picture };
  }
  return { order };
}
