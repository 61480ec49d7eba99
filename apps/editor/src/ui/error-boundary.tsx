import { Component, type ReactNode } from 'react';

export interface ErrorBoundaryProps {
  /** When this changes, what could not be drawn is tried again. */
  readonly watch?: unknown;
  readonly children: ReactNode;
  /** What stands instead of what could not be drawn. */
  fallback(error: unknown, tryAgain: () => void): ReactNode;
}

interface State {
  readonly failure: { readonly error: unknown } | undefined;
}

const WHOLE: State = { failure: undefined };

/** Keeps what goes wrong while something is drawn to that part of the page. React logs the error. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  static getDerivedStateFromError(error: unknown): State {
    return { failure: { error } };
  }

  override state: State = WHOLE;

  override componentDidUpdate({ watch }: ErrorBoundaryProps, before: State): void {
    // A failure of this very update would only repeat itself.
    if (before.failure && this.state.failure && watch !== this.props.watch) this.setState(WHOLE);
  }

  override render(): ReactNode {
    const { failure } = this.state;
    return failure ? this.props.fallback(failure.error, () => this.setState(WHOLE)) : this.props.children;
  }
}
