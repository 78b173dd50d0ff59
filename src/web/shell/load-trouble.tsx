import { ApiProblem } from '../api/api-problem';
import { TEXTS } from '../texts';

/** A region whose data did not come: why, and the way to ask again. */
export function LoadTrouble({ error, onRetry }: { error: Error; onRetry: () => unknown }) {
  const problem = error instanceof ApiProblem ? error.document : null;
  return (
    <div className="broken" role="alert">
      <p>
        <strong>{problem?.detail ?? TEXTS.error.load}</strong>
      </p>
      <button
        type="button"
        className="button"
        onClick={() => {
          onRetry();
        }}
      >
        {TEXTS.error.retry}
      </button>
    </div>
  );
}
