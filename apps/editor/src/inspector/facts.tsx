import styles from './facts.module.css';

export interface FactsProps {
  /** Name and value; those without a value are left out. */
  readonly facts: readonly (readonly [name: string, value: string | undefined])[];
}

/** What is known of something, a line each. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className={styles.facts}>
      {facts.map(
        ([name, value]) =>
          value !== undefined && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
