import type { NodeRecord } from '@latentgraph/graph-core';
import { useId } from 'react';
import { documentText, ownText } from '../keyboard/focus.ts';
import styles from './checked-widget.module.css';
import type { ParamDescription } from './describe-params.ts';
import type { DraftState } from './use-param.ts';
import { useSettled } from './use-settled.ts';
import type { Widget } from './widgets/widget.ts';

export interface CheckedWidgetProps {
  readonly widget: Widget;
  readonly state: DraftState;
  readonly node: string;
  readonly record: NodeRecord;
  readonly param: ParamDescription;
  readonly compact: boolean;
  /** Id of what the param is for, in words. */
  readonly describedBy?: string | undefined;
}

/** Somebody who types is not told off in the middle of a word. */
const PATIENCE_MS = 500;

/** A widget, and below it what is wrong with the value. */
export function CheckedWidget(props: CheckedWidgetProps) {
  const { widget: Widget, state, node, record, param, compact, describedBy } = props;
  const { value, isRefused, remedy, change, refuse, discard, settle } = state;
  const shownRemedy = useSettled(remedy, PATIENCE_MS);
  const problemId = useId();
  const described = shownRemedy === undefined ? describedBy : problemId;
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only hears that the widget in it gets the focus. */}
      <div className={styles.widget} {...(isRefused ? ownText : documentText)} onFocus={settle}>
        <Widget
          {...{ node, record, param, compact, value, change, refuse, discard, settle }}
          invalid={shownRemedy !== undefined}
          describedBy={described}
        />
      </div>
      {shownRemedy !== undefined && (
        <p id={problemId} className={styles.problem} role="status">
          {shownRemedy}
        </p>
      )}
    </>
  );
}
