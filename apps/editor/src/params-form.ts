import type { ExposedParam, WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { make } from './elements.ts';

/** Fields for the params that a workflow exposes and that a person types: texts and numbers. */
export class ParamsForm {
  readonly #form: HTMLFormElement;
  #fields = new Map<
    string,
    { readonly control: HTMLInputElement | HTMLTextAreaElement; readonly was: string }
  >();

  constructor(form: HTMLFormElement) {
    this.#form = form;
  }

  show(document: WorkflowDocument): void {
    this.#fields = new Map();
    this.#form.replaceChildren();
    for (const exposed of document.exposed ?? []) {
      const value = currentValue(document, exposed);
      if (typeof value !== 'string' && typeof value !== 'number') continue;
      const control =
        typeof value === 'string' && exposed.param === 'text'
          ? make('textarea', { value, rows: 2 })
          : make('input', {
              value: String(value),
              type: typeof value === 'number' ? 'number' : 'text',
              step: 'any',
            });
      this.#fields.set(`${exposed.node}.${exposed.param}`, { control, was: control.value });
      this.#form.append(make('label', {}, make('span', {}, exposed.title ?? exposed.name), control));
    }
  }

  /** What the person changed, by `node.param`. */
  get overrides(): Readonly<Record<string, string | number>> {
    const changed = [...this.#fields].filter(([, { control, was }]) => control.value !== was);
    return Object.fromEntries(
      changed.map(([name, { control }]) => [
        name,
        control.type === 'number' ? Number(control.value) : control.value,
      ]),
    );
  }
}

/** What the file says, else the node's own default. */
function currentValue(document: WorkflowDocument, { node, param }: ExposedParam): unknown {
  const record = document.graphs.main.nodes[node];
  const schema = builtinRegistry.nodes.get(record?.type ?? '')?.params;
  const result = schema?.safeParse(record?.params);
  return result?.success ? (result.data as Readonly<Record<string, unknown>>)[param] : undefined;
}
