import type { NodeRecord } from '@latentgraph/graph-core';
import type { ComponentType } from 'react';
import type { ParamDescription } from '../describe-params.ts';
import type { ParamState } from '../use-param.ts';

/** What every widget is given. The label stands beside it: the widget only names itself to screen readers. */
export interface WidgetProps extends Pick<ParamState, 'value' | 'change' | 'refuse' | 'discard' | 'settle'> {
  readonly node: string;
  readonly record: NodeRecord;
  readonly param: ParamDescription;
  /** In a node: as small as it is still comfortable. */
  readonly compact: boolean;
  readonly invalid: boolean;
  /** Id of the element that says what is wrong, or what it is for. */
  readonly describedBy: string | undefined;
}

export type Widget = ComponentType<WidgetProps>;
