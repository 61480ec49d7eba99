import type { NodeRecord, Registry } from '@latentgraph/graph-core';
import {
  describeParams,
  type ParamDescription,
  paramValue,
  type WidgetName,
} from '../params/describe-params.ts';

export interface CommonParam {
  /** As the first of the nodes has it. */
  readonly param: ParamDescription;
  /** Whether the nodes have different values. */
  readonly mixed: boolean;
}

/** What belongs to one node alone. */
const OWN: ReadonlySet<WidgetName> = new Set(['mask', 'zone', 'carried']);

/** The params that all of some nodes have, under one name and with one kind of field. */
export function commonParams(records: readonly NodeRecord[], registry: Registry): readonly CommonParam[] {
  const described = records.map(({ type }) => {
    const definition = registry.nodes.get(type);
    return definition ? describeParams(definition) : [];
  });
  const [first = [], ...others] = described;
  const common = first.filter(
    ({ name, widget, shownBy }) =>
      shownBy === undefined &&
      !OWN.has(widget) &&
      others.every((params) => params.some((param) => param.name === name && param.widget === widget)),
  );
  return common.map((param) => {
    const values = records.map((record) => JSON.stringify(paramValue(record, param)));
    return { param, mixed: values.some((value) => value !== values[0]) };
  });
}
