import type { Checker } from '../evidence';
import { i01 } from './i01-acknowledged-orders-live';
import { i02 } from './i02-one-carrier-order';
import { i03 } from './i03-one-task';
import { i04 } from './i04-task-shows-stage';
import { i05 } from './i05-entitled-decisions';
import { i06 } from './i06-approved-before-sent';
import { i07 } from './i07-money-adds-up';
import { i08 } from './i08-allowed-transitions';
import { i09 } from './i09-audit-holds';
import { i10 } from './i10-events-applied-once';
import { i11 } from './i11-forged-refused';
import { i14 } from './i14-one-mail-each';
import { i15 } from './i15-one-effect-per-click';
import { i18 } from './i18-recovers';
import { i19 } from './i19-no-mishaps';

/** Every invariant this run proves; the others need features that are not built yet. */
export const ALL_CHECKERS: readonly Checker[] = [
  ...[i01, i02, i03, i04, i05, i06, i07, i08, i09, i10, i11, i14, i15, i18, i19],
];
