import { Component, type ReactNode } from 'react';
import { TEXTS } from '../texts';

interface Props {
  children: ReactNode;
}

/** Keeps a broken region from taking the page with it; the rest stays usable. */
export class ErrorBoundary extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <div className="broken" role="alert">
        <p>
          <strong>{TEXTS.error.region}</strong> {TEXTS.error.kept}
        </p>
        <button
          type="button"
          className="button"
          onClick={() => {
            this.setState({ broken: false });
          }}
        >
          {TEXTS.error.retry}
        </button>
      </div>
    );
  }
}
