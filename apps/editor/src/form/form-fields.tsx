import { type ExposedParam, MAIN_GRAPH } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { useEditor } from '../app/services-context.tsx';
import { describeParams } from '../params/describe-params.ts';
import { ParamField } from '../params/param-field.tsx';
import { useWiresInto } from '../params/wires-of.ts';
import styles from './form-fields.module.css';

const NONE: readonly ExposedParam[] = [];

/** The params that the author exposed, in the author's order and words. */
export function FormFields() {
  const exposed = useEditor(({ history }) => history.document.exposed ?? NONE);
  return (
    <div className={styles.fields}>
      {exposed.map((entry) => (
        <FormField key={entry.name} entry={entry} />
      ))}
    </div>
  );
}

function FormField({ entry }: { readonly entry: ExposedParam }) {
  const { node, param: name, title, description } = entry;
  const record = useEditor(({ history }) => history.document.graphs[MAIN_GRAPH].nodes[node]);
  const wires = useWiresInto(node);
  const definition = record && builtinRegistry.nodes.get(record.type);
  const param = definition && describeParams(definition).find((described) => described.name === name);
  if (!record || !param) {
    return (
      <p className={styles.gone}>
        “{title ?? entry.name}” belongs to a node that this program does not know.
      </p>
    );
  }
  return (
    <ParamField
      node={node}
      record={record}
      param={param}
      wire={wires.find(({ to }) => to.port === name)}
      title={title ?? titleFor(record.title, param.title)}
      help={description}
      menu={false}
    />
  );
}

/** Several nodes have a text or a seed: their own titles tell them apart. */
function titleFor(node: string | undefined, param: string): string {
  return node === undefined ? param : `${node}: ${param.toLowerCase()}`;
}
