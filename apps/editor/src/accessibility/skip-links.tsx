import styles from './skip-links.module.css';

export interface SkipLink {
  readonly label: string;
  /** Finds what the link leads to; links to what is not shown are left out when they are used. */
  readonly target: string;
}

/** First on the page for those who go by Tab, and only seen by them. */
export function SkipLinks({ links }: { readonly links: readonly SkipLink[] }) {
  return (
    <nav className={styles.links} aria-label="Skip to">
      {links.map(({ label, target }) => (
        <a
          key={target}
          className={styles.link}
          href={`#${target}`}
          onClick={(event) => {
            event.preventDefault();
            focusRegion(document.getElementById(target));
          }}
        >
          Skip to {label}
        </a>
      ))}
    </nav>
  );
}

/** Focuses the first thing in a region that takes the focus, else the region itself. */
function focusRegion(region: HTMLElement | null): void {
  if (!region) return;
  const first = region.querySelector<HTMLElement>(
    '[tabindex="0"], button:not(:disabled), input, textarea, a[href]',
  );
  (first ?? region).focus();
}
