import { useServices } from '../app/services-context.tsx';
import type { LayerProps } from '../app/views.ts';
import { gestures } from '../canvas/gestures.ts';
import type { Command, CommandSection } from '../commands/command.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Shortcut } from '../ui/shortcut.tsx';
import { shortcutText } from '../ui/shortcut-text.ts';
import styles from './shortcut-sheet.module.css';

const SECTIONS: readonly CommandSection[] = ['File', 'Edit', 'Arrange', 'View', 'Run', 'Help'];

/** What the keys do while a node or one of its ports has the focus: no commands, but movements. */
const MOVEMENTS: readonly (readonly [keys: string, does: string])[] = [
  ['ArrowLeft', 'From a node or port, along the wire to where its value comes from'],
  ['ArrowRight', 'Along the wire to where its value goes'],
  ['ArrowUp', 'To the node or port above'],
  ['ArrowDown', 'To the node or port below'],
  ['Shift+ArrowRight', 'The same, and the selection grows'],
  ['Enter', 'Into a node, to its ports and fields; on a port: connect to…'],
  ['Tab', 'In a node, to the next port or field; else out of the canvas'],
  ['Escape', 'From a port or field back to its node'],
  ['Delete', 'On a port: take off its wires'],
];

/** Every command that has keys, by section. */
export function ShortcutSheet({ onClose }: LayerProps<'shortcuts'>) {
  const { commands } = useServices();
  const withKeys = commands.all.filter(({ shortcuts }) => shortcuts !== undefined && shortcuts.length > 0);
  return (
    <Dialog open onClose={onClose} title="Keyboard shortcuts" size="large">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, which the keyboard is to do as well. */}
      <section className={styles.sheet} aria-label="All shortcuts" tabIndex={0}>
        <div className={styles.columns}>
          {SECTIONS.map((section) => (
            <Section
              key={section}
              title={section}
              lines={withKeys.filter((command) => command.section === section).map(lineOf)}
            />
          ))}
          <Section
            title="On the canvas"
            lines={MOVEMENTS.map(([keys, title]) => ({ title, keys: [keys] }))}
          />
          <Gestures />
        </div>
      </section>
    </Dialog>
  );
}

function Gestures() {
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>With the pointer</h3>
      <dl className={styles.lines}>
        {gestures.map(({ gesture, does }) => (
          <div key={gesture} className={styles.line}>
            <dt>{does}</dt>
            <dd className={styles.gesture}>{gesture}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface SheetLine {
  readonly title: string;
  readonly keys: readonly string[];
}

function lineOf({ title, shortcuts = [] }: Command): SheetLine {
  return { title, keys: shortcuts };
}

function Section({ title, lines }: { readonly title: string; readonly lines: readonly SheetLine[] }) {
  if (lines.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.lines}>
        {lines.map(({ title, keys }) => (
          <div key={title} className={styles.line}>
            <dt>{title}</dt>
            <dd className={styles.keys}>
              {keys.map((shortcut) => (
                <span key={shortcut}>
                  <Shortcut keys={shortcut} />
                  <span className="visually-hidden">{shortcutText(shortcut)}</span>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
