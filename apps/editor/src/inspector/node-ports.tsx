import {
  type Edge,
  type NodeRecord,
  type Port,
  type NodePorts as Ports,
  paramPorts,
  portsOfNode,
} from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { memo, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useEditor, useServices } from '../app/services-context.tsx';
import { portLabel } from '../canvas/port-label.ts';
import { wireColor } from '../canvas/wire-color.ts';
import { analysisOf } from '../document/analysis.ts';
import { useWiresInto, wiresOutOf } from '../params/wires-of.ts';
import { Button } from '../ui/button.tsx';
import { FarEnd } from './far-end.tsx';
import styles from './node-ports.module.css';
import { Section } from './section.tsx';
import wireEnd from './wire-end.module.css';

interface NodePortsProps extends Pick<NodeRecord, 'type'> {
  readonly id: string;
  /** Params that are shown as ports. */
  readonly shown: NodeRecord['ports'];
}

/** Those of a zone's ends are made anew each time they are asked for; while they say the same, the first are kept. */
function usePorts(id: string): Ports | undefined {
  const known = useRef<Ports>(undefined);
  return useEditor(({ history }) => {
    const ports = portsOfNode(history.document, id, builtinRegistry);
    if (JSON.stringify(ports) !== JSON.stringify(known.current)) known.current = ports;
    return known.current;
  });
}

/** The inputs and outputs of a node: what they carry, and where their wires lead. Typing in a param leaves it alone. */
export const NodePorts = memo(function NodePorts({ id, type, shown }: NodePortsProps) {
  const ports = usePorts(id);
  const into = useWiresInto(id);
  const outOf = useEditor(useShallow(({ history }) => wiresOutOf(history.document, id)));
  if (!ports) return null;
  const definition = builtinRegistry.nodes.get(type);
  const params = definition ? paramPorts(definition) : {};
  const wired = new Set(into.map(({ to }) => to.port));
  // Params stand above, with their wires; but a port that waits for a wire can be given one here.
  const inputs = Object.entries(ports.inputs).filter(
    ([name, port]) => params[name] !== port || (shown?.includes(name) && !wired.has(name)),
  );
  const outputs = Object.entries(ports.outputs);
  return (
    <>
      {inputs.length > 0 && (
        <Section title="Inputs">
          <ul className={styles.ports}>
            {inputs.map(([name, port]) => (
              <PortItem
                key={name}
                {...{ node: id, name, port, side: 'input' }}
                wires={into.filter(({ to }) => to.port === name)}
              />
            ))}
          </ul>
        </Section>
      )}
      {outputs.length > 0 && (
        <Section title="Outputs">
          <ul className={styles.ports}>
            {outputs.map(([name, port]) => (
              <PortItem
                key={name}
                {...{ node: id, name, port, side: 'output' }}
                wires={outOf.filter(({ from }) => from.port === name)}
              />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
});

interface PortItemProps {
  readonly node: string;
  readonly name: string;
  readonly port: Port;
  readonly side: 'input' | 'output';
  readonly wires: readonly Edge[];
}

function PortItem({ node, name, port, side, wires }: PortItemProps) {
  const { views } = useServices();
  const type = useCarriedType(node, name, port, side);
  return (
    <li className={styles.port}>
      <span className={styles.name}>
        <span className={styles.dot} style={{ backgroundColor: wireColor(type) }} />
        {portLabel(name)}
        <span className={styles.type}>{factsText(name, type, port)}</span>
      </span>
      <p className={styles.help}>{port.description}</p>
      {side === 'input' && wires.length === 0 && !port.optional && (
        <p className={styles.missing}>It needs a wire.</p>
      )}
      <span className={styles.wires}>
        {wires.map(({ from, to }) => {
          const other = side === 'input' ? from : to;
          return (
            <FarEnd key={`${other.node}.${other.port}`} {...other} says={side === 'input' ? 'from' : 'to'} />
          );
        })}
        <Button
          variant="quiet"
          className={wireEnd.end}
          onClick={() => views.open({ kind: 'connect-to', node, port: name, side })}
        >
          {wires.length === 0 ? 'Connect to…' : 'Connect…'}
        </Button>
      </span>
    </li>
  );
}

/** What there is to say of a port besides its name, which often says its type. */
function factsText(name: string, type: string | undefined, { list, optional }: Port): string {
  const facts = [
    type === undefined ? 'any type' : type === name ? '' : portLabel(type),
    list ? 'several wires' : '',
    optional ? 'optional' : '',
  ];
  return facts.filter((fact) => fact !== '').join(', ');
}

/** The type of what a port carries here: worked out over the wires where the port itself takes any. */
function useCarriedType(
  node: string,
  name: string,
  port: Port,
  side: 'input' | 'output',
): string | undefined {
  return useEditor(({ history }) => {
    if (port.type !== 'any') return port.type;
    const { wiring, types } = analysisOf(history.document);
    const index = wiring.indexById.get(node);
    if (index === undefined) return undefined;
    const type =
      side === 'output' ? types.of({ node: index, port: name }) : types.wanted(wiring.nodes[index]!, name);
    return type === 'any' ? undefined : type;
  });
}
