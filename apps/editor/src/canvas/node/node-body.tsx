import { memo } from 'react';
import { NodeParams, type NodeParamsProps } from '../../params/node-params.tsx';
import { viewOfType } from './view-of-type.ts';

/** What a node has below its ports: its params, and what its type shows besides. */
export const NodeBody = memo(function NodeBody({ id, record, definition }: NodeParamsProps) {
  const View = viewOfType(record.type);
  return (
    <>
      <NodeParams id={id} record={record} definition={definition} />
      {View && <View id={id} record={record} />}
    </>
  );
});
