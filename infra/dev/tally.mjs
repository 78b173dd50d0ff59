/** Sums up what passed, failed and was skipped. */
export function createTally() {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  return {
    sum,
    add: ({ passed = 0, failed = 0, skipped = 0 }) => {
      sum.passed += passed;
      sum.failed += failed;
      sum.skipped += skipped;
    },
  };
}

/** `N passed, N failed`, and `, N skipped` where there are any. */
export const toLine = ({ passed = 0, failed = 0, skipped = 0 }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
