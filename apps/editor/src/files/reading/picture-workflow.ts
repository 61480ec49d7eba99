import {
  type Problem,
  parseWorkflow,
  problem,
  type Registry,
  type Result,
  type WorkflowDocument,
  withOverrides,
} from '@latentgraph/graph-core';
import { readProvenance } from '@latentgraph/runtime-web';

export type PictureWorkflow =
  | { readonly kind: 'workflow'; readonly result: Result<{ document: WorkflowDocument }> }
  /** A picture, or anything else, that says nothing of where it came from. */
  | { readonly kind: 'none' };

/**
 * The workflow that made a picture: the PNG holds it as text. Params that the run had set from outside are set in the
 * workflow, so that running it paints the same picture.
 */
export function readPictureWorkflow(png: Uint8Array, registry: Registry): PictureWorkflow {
  const read = readProvenance(png);
  switch (read.kind) {
    case 'none':
    case 'foreign':
    case 'not-png':
      return { kind: 'none' };
    case 'damaged':
      return refused(damaged);
    case 'unreadable':
      return refused(otherVersion);
    case 'found': {
      const { workflow, overrides } = read.provenance;
      const parsed = parseWorkflow(workflow, registry);
      if (!parsed.ok) return { kind: 'workflow', result: parsed };
      const { document, unknown } = withOverrides(parsed.document, overrides);
      const warnings = [...parsed.warnings, ...unknown.map(notSet)];
      return { kind: 'workflow', result: { ok: true, warnings, document } };
    }
  }
}

function refused(input: Problem): PictureWorkflow {
  return { kind: 'workflow', result: { ok: false, problems: [input] } };
}

const damaged = problem({
  code: 'picture-damaged',
  message: 'The workflow inside this picture is damaged.',
  remedy: 'Get the picture again; programs that change a picture may also remove its workflow.',
});

const otherVersion = problem({
  code: 'picture-of-other-version',
  message: 'The workflow inside this picture was written by a newer version of Latentgraph.',
  remedy: 'Open it with that version, or reload this page to get its newest version.',
});

function notSet(key: string): Problem {
  return problem({
    code: 'picture-override-unknown',
    severity: 'warning',
    message: `The picture was made with '${key}' set from outside, but its workflow has no such param.`,
    remedy: 'Running the workflow may paint another picture.',
  });
}
