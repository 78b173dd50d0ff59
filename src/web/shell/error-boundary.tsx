import { Component, type ReactNode } from 'react';
import { TEXTS } from '../texts';
import { PartMissing } from './lazy-part';

interface Props {
  children: ReactNode;
  /** For what lies over the page: its trouble does, too. */
  over?: boolean;
}

interface State {
  error: unknown;
}

/** Keeps a broken region from taking the page with it; the rest stays usable. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    // React keeps a part that did not come for as long as the page; only a new page asks again.
    const missing = error instanceof PartMissing;
    return (
      <div className={`broken${this.props.over === true ? ' broken--over' : ''}`} role="alert">
        <p>
          <strong>{missing ? TEXTS.error.missing : TEXTS.error.region}</strong> {TEXTS.error.kept}
        </p>
        <button
          type="button"
          className="button"
          onClick={() => {
            if (missing) window.location.reload();
            else this.setState({ error: null });
          }}
        >
          {missing ? TEXTS.error.reload : TEXTS.error.retry}
        </button>
      </div>
    );
  }
}
