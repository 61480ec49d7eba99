import type { ReactNode } from 'react';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { NotShown } from '../ui/not-shown.tsx';
import { useEditor } from './services-context.tsx';

export interface PanelBoundaryProps {
  /** The panel, as the start of a sentence: "The inspector". */
  readonly what: string;
  readonly children: ReactNode;
}

/** Keeps what goes wrong in a panel to that panel, which is tried again when the document or the selection changes. */
export function PanelBoundary({ what, children }: PanelBoundaryProps) {
  const state = useEditor((whole) => whole);
  return (
    <ErrorBoundary
      watch={state}
      fallback={(error, tryAgain) => (
        <NotShown
          what={what}
          error={error}
          remedy="The workflow is as it was. Undo the last change, or select something else."
          onTryAgain={tryAgain}
        />
      )}
    >
      {children}
    </ErrorBoundary>
  );
}
