import { memo } from 'react';
import { customNodeViews } from '../../node-views/index.ts';
import { NodeParams, type NodeParamsProps } from '../../params/node-params.tsx';

/** What a node has below its ports: its params, and what its type shows besides. */
export const NodeBody = memo(function NodeBody({ id, record, definition }: NodeParamsProps) {
  const View = customNodeViews[record.type];
  return (
    <>
      <NodeParams id={id} record={record} definition={definition} />
      {View && <View id={id} record={record} />}
    </>
  );
});
