/** What a check on submit found out. The worst severity of all findings decides the submit. */
export interface Finding {
  check: 'duplicate' | 'budget' | 'serviceability' | 'approval' | 'completeness';
  severity: Severity;
  /** A code of the error catalogue, or the name of the good news when nothing stands in the way. */
  code: string;
  /** Small plain values for the sentence; money as decimal text. */
  facts: Readonly<Record<string, string | number>>;
}

export type Severity = 'ok' | 'warning' | 'blocks';
