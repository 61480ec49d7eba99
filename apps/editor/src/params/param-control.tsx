import type { NodeRecord } from '@latentgraph/graph-core';
import { useId } from 'react';
import type { ParamDescription } from './describe-params.ts';
import styles from './param-control.module.css';
import { useParam } from './use-param.ts';
import { useSettled } from './use-settled.ts';
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

/** Somebody who types is not told off in the middle of a word. */
const PATIENCE_MS = 500;

/** The widget of a param, and below it what is wrong with the value. */
export function ParamControl({ node, record, param, compact, describedBy, others }: ParamControlProps) {
  const { value, remedy, change, refuse, discard } = useParam(node, record, param, others);
  const shownRemedy = useSettled(remedy, PATIENCE_MS);
  const problemId = useId();
  const Widget = widgets[param.widget];
  const described = shownRemedy === undefined ? describedBy : problemId;
  return (
    <>
      <Widget
        {...{ node, record, param, compact, value, change, refuse, discard }}
        invalid={shownRemedy !== undefined}
        describedBy={described}
      />
      {shownRemedy !== undefined && (
        <p id={problemId} className={styles.problem} role="status">
          {shownRemedy}
        </p>
      )}
    </>
  );
}
