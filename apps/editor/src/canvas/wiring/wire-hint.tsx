import { Ban, CornerDownRight, Replace, TriangleAlert } from 'lucide-react';
import { useEditor } from '../../app/services-context.tsx';
import { FloatingHint } from '../floating-hint.tsx';
import { titleOf } from '../node-facts.ts';
import { portLabel } from '../port-label.ts';
import { useCanvas } from '../use-canvas.ts';
import { BLANK_PORT } from '../zones/carry-value.ts';
import type { WireDrag } from './wire-drag.ts';

/** Says beside the pointer what will become of the wire that is being drawn, or why nothing will. */
export function WireHint() {
  const drag = useCanvas(({ wireDrag }) => wireDrag);
  return drag ? <Hint drag={drag} /> : null;
}

function Hint({ drag: { over, pointer, picked } }: { readonly drag: WireDrag }) {
  const nodes = useEditor(({ history }) => history.document.graphs.main.nodes);
  const nameOf = (node: string) => {
    const record = nodes[node];
    // Undo may take it away under the pointer: that ends the gesture, a moment after this is drawn.
    return record ? titleOf(record) : node;
  };
  switch (over.kind) {
    case 'nothing':
      return null;
    case 'canvas':
      return (
        <FloatingHint at={pointer} text={picked ? 'Drop to take the wire away' : 'Drop to add a node'} />
      );
    case 'unfit':
      return (
        <FloatingHint
          at={pointer}
          tone="bad"
          icon={Ban}
          text={over.problem.message}
          more={over.problem.remedy}
        />
      );
    case 'port': {
      const { port, warning, replaces } = over;
      if (warning) {
        return (
          <FloatingHint
            at={pointer}
            tone="warn"
            icon={TriangleAlert}
            text={warning.message}
            more={warning.remedy}
          />
        );
      }
      const label = port.port === BLANK_PORT ? 'a new carried value' : portLabel(port.port);
      const text = `${nameOf(port.node)}: ${label}`;
      return replaces ? (
        <FloatingHint
          at={pointer}
          icon={Replace}
          text={text}
          more={`Replaces the wire from ${nameOf(replaces.from.node)}.`}
        />
      ) : (
        <FloatingHint at={pointer} icon={CornerDownRight} text={text} />
      );
    }
  }
}
