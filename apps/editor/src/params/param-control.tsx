import type { NodeRecord } from '@latentgraph/graph-core';
import { CheckedWidget } from './checked-widget.tsx';
import type { ParamDescription } from './describe-params.ts';
import { useParam } from './use-param.ts';
import { widgets } from './widgets/widgets.ts';

export interface ParamControlProps {
  readonly node: string;
  readonly record: NodeRecord;
  readonly param: ParamDescription;
  readonly compact: boolean;
  /** Id of what the param is for, in words. */
  readonly describedBy?: string | undefined;
  /** Nodes whose param of the same name changes along. */
  readonly others?: readonly string[];
}

/** The widget of a param, which reads the document and writes to it. */
export function ParamControl({ others, ...props }: ParamControlProps) {
  const { node, record, param } = props;
  const state = useParam(node, record, param, others);
  return <CheckedWidget {...props} widget={widgets[param.widget]} state={state} />;
}
