import { timingSafeEqual } from 'node:crypto';
import { foldOrder, type AuditedChange } from '../../domain/audit-fold';
import { changesBetween, type AuditPicture } from '../../domain/audit-picture';
import { auditHash, auditMac, type AuditKey } from './audit-row';
import { many, sql, type Queryable } from './sql';
import { replacedPicture, verifyCopies } from './verify-copies';

export interface AuditReport {
  events: number;
  orders: number;
  /** Nothing, or the first thing wrong of every scope that has something wrong. */
  faults: AuditFault[];
}

export interface AuditFault {
  scope: string;
  k: number;
  fault: string;
}

interface EventRow {
  k: number;
  at: string;
  pv: number | null;
  change_id: string | null;
  body: Buffer;
  prev: Buffer;
  h: Buffer;
  kid: string;
  mac: Buffer;
}

interface HeadRow {
  id: number;
  order_number: string;
  stage: string;
  pv: number;
  audit_k: number;
  audit_h: Buffer;
  picture: AuditPicture;
}

const PAGE = 500;

/**
 * Recomputes everything the log claims: each hash and MAC, the chain of every order, numbers without
 * gaps, and that the order's row is what its log says. Reads page by page, so a large log fits.
 */
export async function verifyAudit(db: Queryable, keys: readonly AuditKey[]): Promise<AuditReport> {
  const report: AuditReport = { events: 0, orders: 0, faults: await replacedPicture(db) };
  if (report.faults.length > 0) return report;
  for (let after = 0; ;) {
    const heads = await many<HeadRow & Record<string, unknown>>(
      db,
      sql`SELECT id, order_number, stage, pv, audit_k, audit_h, audit_picture(o) AS picture
          FROM orders o WHERE id > ${after} ORDER BY id LIMIT ${PAGE}`,
    );
    if (heads.length === 0) break;
    for (const head of heads) {
      const scope = `order:${head.order_number}`;
      const events = await readScope(db, scope);
      report.orders += 1;
      report.events += events.length;
      const fault = faultOf(scope, head, events, keys);
      if (fault !== undefined) report.faults.push(fault);
      after = head.id;
    }
  }
  report.faults.push(...(await verifyCopies(db)));
  return report;
}

function readScope(db: Queryable, scope: string): Promise<EventRow[]> {
  return many<EventRow & Record<string, unknown>>(
    db,
    sql`SELECT k, iso(at) AS at, pv, change_id, body, prev, h, kid, mac
        FROM audit.event WHERE scope = ${scope} ORDER BY k`,
  );
}

function faultOf(
  scope: string,
  head: HeadRow,
  events: readonly EventRow[],
  keys: readonly AuditKey[],
): AuditFault | undefined {
  const changes: AuditedChange[] = [];
  let previous: Buffer = Buffer.alloc(0);
  for (const event of events) {
    const fault = rowFault(scope, event, previous, keys);
    if (fault !== undefined) return { scope, k: event.k, fault };
    previous = event.h;
    const body = JSON.parse(event.body.toString('utf8')) as Omit<AuditedChange, 'k' | 'pv'>;
    changes.push({ ...body, k: event.k, pv: event.pv });
  }
  const folded = foldOrder(changes);
  if ('fault' in folded) return { scope, ...folded.fault };
  const { stage, pv, k, picture } = folded.order;
  const atHead = (fault: string) => ({ scope, k, fault });
  if (k !== head.audit_k) return atHead(`the order’s row knows ${head.audit_k} events`);
  if (!previous.equals(head.audit_h)) return atHead('the order’s row names another last hash');
  if (stage !== head.stage) return atHead(`the order’s row says ${head.stage}, its log ${stage}`);
  if (pv !== head.pv)
    return atHead(`the order’s row has process version ${head.pv}, its log ${pv}`);
  const [differs] = picture === null ? [] : Object.entries(changesBetween(picture, head.picture));
  if (differs === undefined) return undefined;
  const [name, [logged, stands]] = differs;
  return atHead(`${name} is ${JSON.stringify(stands)}, its log says ${JSON.stringify(logged)}`);
}

function rowFault(
  scope: string,
  event: EventRow,
  previous: Buffer,
  keys: readonly AuditKey[],
): string | undefined {
  if (!event.prev.equals(previous)) return 'does not follow the event before it';
  if (!auditHash(event.prev, event.body).equals(event.h)) return 'its hash does not fit its body';
  const key = keys.find((candidate) => candidate.kid === event.kid);
  if (key === undefined) return `was signed with an unknown key ${event.kid}`;
  const mac = auditMac(key, event.h);
  if (mac.length !== event.mac.length || !timingSafeEqual(mac, event.mac))
    return 'its MAC is forged';
  const body = JSON.parse(event.body.toString('utf8')) as Record<string, unknown>;
  const told = [body['scope'], body['k'], body['at'], body['pv'], body['changeId']];
  const stands = [scope, event.k, event.at, event.pv, event.change_id];
  if (told.some((value, index) => value !== stands[index])) {
    return 'its body belongs to another event';
  }
  return undefined;
}
