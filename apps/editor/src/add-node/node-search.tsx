import { Command } from 'cmdk';
import { Popover } from 'radix-ui';
import { useMemo, useState } from 'react';
import { useServices } from '../app/services-context.tsx';
import type { NodeSearchRequest } from '../canvas/canvas-state.ts';
import { insertWithRoom } from '../canvas/insert-with-room.ts';
import { categoryIcon } from '../canvas/node/category-icon.ts';
import { portLabel } from '../canvas/port-label.ts';
import { allNodes, byCategory, type CatalogueEntry, nodesForPort, nodesForWire } from './catalogue.ts';
import { findNodes } from './find-nodes.ts';
import styles from './node-search.module.css';
import { addChosenNode } from './place-node.ts';

interface NodeSearchProps {
  readonly request: NodeSearchRequest;
  onClose(): void;
}

/** Finds a node to add, at the point where it was asked for. Only what fits the port or the wire is offered. */
export function NodeSearch({ request, onClose }: NodeSearchProps) {
  const { editor, canvas } = useServices();
  const { at, port, wire } = request;
  const anchor = useMemo(
    () => ({ current: { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) } }),
    [at],
  );
  const place = useMemo(() => canvas.actions?.toGraph(at) ?? { x: 0, y: 0 }, [canvas, at]);
  const offered = useMemo(() => {
    if (port) return nodesForPort(editor.document, port);
    return wire ? nodesForWire(editor.document, wire) : allNodes();
  }, [editor, port, wire]);

  const [words, setWords] = useState('');
  const found = findNodes(offered, words);

  function choose(entry: CatalogueEntry): void {
    onClose();
    const added = addChosenNode(editor.document, entry, request, place);
    editor.apply(wire ? insertWithRoom(canvas, added) : added, { selectCreated: true });
  }

  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          className={styles.search}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Add a node"
        >
          <Command label="Add a node" loop shouldFilter={false}>
            <Command.Input
              className={styles.input}
              placeholder={placeholder(request)}
              value={words}
              onValueChange={setWords}
            />
            <Command.List className={styles.list}>
              <Command.Empty className={styles.empty}>{nothingFound(request)}</Command.Empty>
              {words.trim() === '' ? (
                byCategory(found).map(({ category, entries }) => (
                  <Command.Group key={category} heading={category} className={styles.group}>
                    <Lines entries={entries} onChoose={choose} />
                  </Command.Group>
                ))
              ) : (
                <Lines entries={found} onChoose={choose} />
              )}
            </Command.List>
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface LinesProps {
  readonly entries: readonly CatalogueEntry[];
  onChoose(entry: CatalogueEntry): void;
}

function Lines({ entries, onChoose }: LinesProps) {
  return entries.map((entry) => {
    const { type, title, summary, category, port } = entry;
    const Icon = categoryIcon(category);
    return (
      <Command.Item key={type} className={styles.line} value={type} onSelect={() => onChoose(entry)}>
        <Icon aria-hidden size={15} strokeWidth={1.75} />
        <span className={styles.text}>
          <span className={styles.title}>{title}</span>
          <span className={styles.summary}>{summary}</span>
        </span>
        {port !== undefined && <span className={styles.port}>{portLabel(port)}</span>}
      </Command.Item>
    );
  });
}

function placeholder({ port, wire }: NodeSearchRequest): string {
  if (port)
    return port.side === 'output'
      ? `What takes this ${portLabel(port.port)}?`
      : `What gives this ${portLabel(port.port)}?`;
  return wire ? 'What goes into this wire?' : 'Which node?';
}

function nothingFound({ port, wire }: NodeSearchRequest): string {
  return port || wire
    ? 'No node of this name fits here. Double-click on empty canvas to search all nodes.'
    : 'No node has this name. Try what it does, such as “mask” or “prompt”.';
}
