import type { Problem } from '@latentgraph/graph-core';
import { type FormEvent, useState } from 'react';
import { useServices } from '../../app/services-context.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './add-server.module.css';

/** Asks for a server's address and token, and says what is wrong when it does not answer. */
export function AddServer({ onDone }: { onDone(): void }) {
  const { runtimes } = useServices();
  const [address, setAddress] = useState('');
  const [token, setToken] = useState('');
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);

  async function connect(event: FormEvent): Promise<void> {
    event.preventDefault();
    setAsking(true);
    const result = await runtimes.addServer(address, token.trim());
    setAsking(false);
    if (result.ok) onDone();
    else setProblem(result.problems[0]);
  }

  return (
    <form className={styles.form} aria-label="Add a server" onSubmit={connect}>
      <TextField
        label="Address"
        placeholder="http://127.0.0.1:8188"
        autoFocus
        value={address}
        onChange={setAddress}
      />
      <TextField
        label="Token"
        type="password"
        placeholder="from the file server-token"
        value={token}
        onChange={setToken}
      />
      {problem && (
        <p className={styles.problem} role="alert">
          {problem.message} {problem.remedy}
        </p>
      )}
      <div className={styles.buttons}>
        <Button variant="quiet" onClick={onDone}>
          Cancel
        </Button>
        <Button variant="primary" type="submit" disabled={asking || address.trim() === ''}>
          {asking ? 'Connecting …' : 'Connect'}
        </Button>
      </div>
    </form>
  );
}
