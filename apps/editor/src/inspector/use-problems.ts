import type { Problem } from '@latentgraph/graph-core';
import { useDeferredValue, useMemo } from 'react';
import { useEditor } from '../app/services-context.tsx';
import { analysisOf } from '../document/analysis.ts';

/** What is wrong with the document. Comes a moment after the change that did it: typing does not wait for it. */
export function useProblems(): readonly Problem[] {
  const document = useDeferredValue(useEditor(({ history }) => history.document));
  return useMemo(() => analysisOf(document).problems, [document]);
}
