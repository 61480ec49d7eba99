import { type NodeRecord, setParam } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { useEditor, useServices } from '../app/services-context.tsx';
import { describeParams } from '../params/describe-params.ts';
import { ParamField } from '../params/param-field.tsx';
import { useWiresInto } from '../params/wires-of.ts';
import { Button } from '../ui/button.tsx';
import { NodeHeader } from './node-header.tsx';
import styles from './node-inspector.module.css';
import { NodePorts } from './node-ports.tsx';
import { NodeProblems } from './node-problems.tsx';
import { NodeRun } from './node-run.tsx';
import { Section } from './section.tsx';

/** All about one node. */
export function NodeInspector({ id }: { readonly id: string }) {
  const record = useEditor(({ history }) => history.document.graphs.main.nodes[id]);
  if (!record) return null;
  return (
    <>
      <NodeHeader id={id} type={record.type} title={record.title} mode={record.mode} color={record.color} />
      <NodeProblems id={id} />
      <Params id={id} record={record} />
      <NodeRun id={id} />
      <NodePorts id={id} type={record.type} shown={record.ports} />
    </>
  );
}

interface RecordProps {
  readonly id: string;
  readonly record: NodeRecord;
}

function Params({ id, record }: RecordProps) {
  const definition = builtinRegistry.nodes.get(record.type);
  const wires = useWiresInto(id);
  const params = definition ? describeParams(definition).filter(({ shownBy }) => shownBy === undefined) : [];
  const known = new Set(Object.keys(definition?.params.shape ?? {}));
  const unknown = Object.keys(record.params).filter((name) => !known.has(name));
  if (params.length + unknown.length === 0) return null;
  return (
    <Section>
      {params.map((param) => (
        <ParamField
          key={param.name}
          node={id}
          record={record}
          param={param}
          wire={wires.find(({ to }) => to.port === param.name)}
        />
      ))}
      {unknown.length > 0 && <UnknownParams id={id} record={record} names={unknown} />}
    </Section>
  );
}

/** What the file holds besides: of a newer program, or of a node type that is not known here. */
function UnknownParams({ id, record, names }: RecordProps & { readonly names: readonly string[] }) {
  const { editor } = useServices();
  return (
    <dl className={styles.unknown}>
      {names.map((name) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{JSON.stringify(record.params[name])}</dd>
          {builtinRegistry.nodes.has(record.type) && (
            <Button variant="quiet" onClick={() => editor.apply(setParam(id, name, undefined))}>
              Remove
            </Button>
          )}
        </div>
      ))}
    </dl>
  );
}
