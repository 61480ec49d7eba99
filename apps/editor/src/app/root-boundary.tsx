import type { ReactNode } from 'react';
import { Toaster } from 'sonner';
import { Button } from '../ui/button.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { NotShown } from '../ui/not-shown.tsx';
import styles from './root-boundary.module.css';
import { useFiles, useServices } from './services-context.tsx';

/** The last resort: where the editor itself cannot be drawn, the workflow can still be saved, or put aside for another. */
export function RootBoundary({ children }: { readonly children: ReactNode }) {
  const key = useFiles((state) => state.key);
  return (
    <ErrorBoundary watch={key} fallback={(error, tryAgain) => <Rescue error={error} onTryAgain={tryAgain} />}>
      {children}
    </ErrorBoundary>
  );
}

function Rescue({ error, onTryAgain }: { readonly error: unknown; onTryAgain(): void }) {
  const { commands } = useServices();
  return (
    <main className={styles.rescue}>
      <h1 className="visually-hidden">Latentgraph</h1>
      <NotShown
        what="This workflow"
        error={error}
        remedy="It is as it was, and stays among the recent workflows. Save it to a file to be sure of it, and go on with an empty one."
        onTryAgain={onTryAgain}
      />
      <div className={styles.ways}>
        <Button variant="primary" onClick={() => commands.run('file.new')}>
          Open an empty workflow
        </Button>
        <Button onClick={() => commands.run('file.save-as')}>Save this workflow to a file</Button>
      </div>
      <Toaster position="bottom-center" />
    </main>
  );
}
