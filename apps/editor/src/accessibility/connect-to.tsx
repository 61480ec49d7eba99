import { Command } from 'cmdk';
import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import { useServices } from '../app/services-context.tsx';
import type { LayerProps } from '../app/views.ts';
import { titleOf } from '../canvas/node-facts.ts';
import { portLabel } from '../canvas/port-label.ts';
import { wireColor } from '../canvas/wire-color.ts';
import { connectPorts } from '../canvas/wiring/connect-ports.ts';
import { BLANK_PORT } from '../canvas/zones/carry-value.ts';
import { rank } from '../command-palette/rank.ts';
import { Dialog } from '../ui/dialog.tsx';
import styles from './connect-to.module.css';
import { type Connectable, connectablePorts } from './connectable.ts';

/** How far from a node the one is put that is added for one of its ports, in graph units. */
const GAP = 80;

const NEW_NODE = '+';
/** Ranks what is always offered behind whatever answers what was typed. */
const LAST = 0.01;

/** Makes a wire without dragging: lists the ports that take one from or to the given port. */
export function ConnectTo({ layer: { node, port, side }, onClose }: LayerProps<'connect-to'>) {
  const { editor, canvas } = useServices();
  const { document } = editor;
  const fixed = useMemo(() => ({ node, port, side }), [node, port, side]);
  const ports = useMemo(() => connectablePorts(document, fixed), [document, fixed]);
  const record = document.graphs.main.nodes[node];
  const portName = port === BLANK_PORT ? 'one value more to carry' : portLabel(port);
  const name = `${portName} of ${record ? titleOf(record) : node}`;

  function connect({ port }: Connectable): void {
    onClose();
    editor.apply(connectPorts(fixed, port));
  }

  function addNode(): void {
    onClose();
    const box = canvas.actions?.boxOf(node);
    if (!box) return;
    const x = side === 'output' ? box.x + box.width + GAP : box.x - GAP;
    canvas.store.setState({ search: { at: canvas.actions!.toWindow({ x, y: box.y }), port: fixed } });
  }

  return (
    <Dialog open onClose={onClose} title={`Connect ${name}`} size="small">
      <Command
        label="Ports that fit"
        loop
        filter={(key, typed, titles = []) => (key === NEW_NODE ? LAST : rank(typed, titles.join(' '), [key]))}
      >
        <Command.Input className={styles.input} placeholder="Find a node or port" />
        <Command.List className={styles.list}>
          <Command.Empty className={styles.empty}>{emptyText(ports.length, side)}</Command.Empty>
          {ports.map((candidate) => (
            <PortLine key={keyOf(candidate)} candidate={candidate} onChoose={() => connect(candidate)} />
          ))}
          <Command.Item className={styles.line} value={NEW_NODE} onSelect={addNode}>
            <Plus aria-hidden size={14} className={styles.plus} />
            Add a node that fits…
          </Command.Item>
        </Command.List>
      </Command>
    </Dialog>
  );
}

function PortLine({ candidate, onChoose }: { readonly candidate: Connectable; onChoose(): void }) {
  const { nodeTitle, portTitle, type, replaces } = candidate;
  return (
    <Command.Item
      className={styles.line}
      value={keyOf(candidate)}
      keywords={[nodeTitle, portTitle]}
      onSelect={onChoose}
    >
      <span className={styles.dot} style={{ background: wireColor(type) }} />
      <span className={styles.names}>
        {nodeTitle} <span className={styles.port}>{portTitle}</span>
      </span>
      {replaces !== undefined && <span className={styles.replaces}>instead of {replaces}</span>}
    </Command.Item>
  );
}

function keyOf({ port: { node, port } }: Connectable): string {
  return `${node}.${port}`;
}

function emptyText(count: number, side: 'input' | 'output'): string {
  if (count > 0) return 'No port that fits has this name.';
  return side === 'output' ? 'No node takes this value yet.' : 'No node gives such a value yet.';
}
