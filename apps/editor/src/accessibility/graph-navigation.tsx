import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { Services } from '../app/services.ts';
import { useServices } from '../app/services-context.tsx';
import { nodeOfElement } from '../canvas/wiring/port-ref.ts';
import { isComposing } from '../keyboard/writing.ts';
import { frameOrNoteAt, selectItem } from './canvas-items.ts';
import { afterLayers } from './go-to-node.ts';
import styles from './graph-navigation.module.css';
import { focusNode, moveByKey } from './move-by-key.ts';

/**
 * Goes through the graph by keyboard. The graph is one stop of the Tab key: arrow keys lead from node to node, Enter
 * into a node to its ports and fields, Escape back. Focus that the pointer gave to a node leaves the arrow keys to
 * the commands that move what is selected.
 */
export function GraphNavigation({ children }: { readonly children: ReactNode }) {
  const services = useServices();
  const lastKey = useRef<string | undefined>(undefined);
  const current = useRef<string | undefined>(undefined);
  const byPointer = useRef(false);

  useEffect(() => {
    const onKey = ({ key }: globalThis.KeyboardEvent) => {
      lastKey.current = key;
    };
    const onPointer = () => {
      lastKey.current = undefined;
      byPointer.current = true;
    };
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('pointerdown', onPointer, true);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('pointerdown', onPointer, true);
    };
  }, []);

  // Who works by keyboard is not left without a focus when what had it is gone: it goes to what is selected.
  useEffect(
    () =>
      services.editor.store.subscribe((state, before) => {
        if (state.selection.nodes === before.selection.nodes || lastKey.current === undefined) return;
        afterLayers(() => {
          const wanted = startOf(services, current.current);
          if (document.activeElement === document.body && wanted !== undefined) focusNode(services, wanted);
        });
      }),
    [services],
  );

  function follow(element: Element, cameFrom: Element | null): void {
    const byTab = lastKey.current === 'Tab';
    if (lastKey.current !== undefined) byPointer.current = false;
    const item = frameOrNoteAt(element);
    if (item !== undefined && byTab) selectItem(services, item);
    const node = nodeOfElement(element);
    if (node === undefined) return;
    // By Tab one comes to the node where one was, and not to the first or last field of the whole graph.
    const arrives = byTab && nodeOfElement(cameFrom) === undefined;
    const wanted = arrives ? (startOf(services, current.current) ?? node) : node;
    current.current = wanted;
    if (!arrives) return;
    if (!services.editor.store.getState().selection.nodes.has(wanted)) selectItem(services, wanted);
    focusNode(services, wanted);
  }

  return (
    <div
      className={styles.navigation}
      onFocusCapture={({ target, relatedTarget }) => follow(target, relatedTarget)}
      onKeyDownCapture={(event) => {
        const forSelection = byPointer.current && event.key.startsWith('Arrow');
        if (forSelection || isComposing(event) || isModified(event) || !moveByKey(services, event)) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      {children}
    </div>
  );
}

function isModified({ altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return altKey || ctrlKey || metaKey;
}

/** Where one was, else what is selected, else the first node of all. */
function startOf({ editor }: Services, last: string | undefined): string | undefined {
  const { nodes } = editor.document.graphs.main;
  const selected = editor.store.getState().selection.nodes;
  if (last !== undefined && Object.hasOwn(nodes, last) && (selected.size === 0 || selected.has(last)))
    return last;
  return [...selected][0] ?? Object.keys(nodes)[0];
}
