import './step-mark.css';

/** The filled sign in front of a step or a finding; words beside it say the same. */
export function StepMark({ kind }: { kind: 'done' | 'blocked' | 'warned' }) {
  return (
    <svg
      className={`mark mark--${kind}`}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      {kind === 'warned' ? <path d="M8 1.5l7 13H1z" /> : <circle cx="8" cy="8" r="7" />}
      <path className="mark__sign" d={SIGNS[kind]} />
    </svg>
  );
}

const SIGNS = {
  done: 'M5 8.2l2.1 2.1 3.9-4.4',
  blocked: 'M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6',
  warned: 'M8 6v4M8 12.2v.01',
};
