import type { Registry } from '../definition/registry.ts';
import { failed, type Problem, type Result } from '../problem.ts';
import { capProblems } from './cap-problems.ts';
import { checkCounts } from './limits.ts';
import { migrateDocumentNodes, migrateFile } from './migrate.ts';
import { checkPlainData } from './plain-data.ts';
import { readJson } from './read-json.ts';
import { checkFormat } from './recognise.ts';
import { type WorkflowDocument, workflowSchema } from './schema.ts';
import { schemaProblems } from './schema-problems.ts';

/**
 * Reads a workflow file. Problems come all together, each with its JSON path, at most a hundred of them; it never
 * throws. Unknown node types and unknown keys are kept. Whether the wires make sense is for validation to say.
 *
 * @param registry brings nodes of older versions up to date; newer ones give a warning.
 */
export function parseWorkflow(text: string, registry?: Registry): Result<{ document: WorkflowDocument }> {
  const json = readJson(text);
  return json.ok ? checkWorkflow(json.value, registry) : json;
}

/** As `parseWorkflow`, for a value that is parsed already: from a message, a clipboard, a picture's metadata. */
export function checkWorkflow(value: unknown, registry?: Registry): Result<{ document: WorkflowDocument }> {
  const foreign = checkFormat(value);
  if (foreign) return failed([foreign]);
  const unsafe = [...checkCounts(value), ...checkPlainData(value)];
  if (unsafe.length > 0) return refused(unsafe);
  const migrated = migrateFile(value as Record<string, unknown>);
  if (!migrated.ok) return migrated;
  const parsed = workflowSchema.safeParse(migrated.file);
  if (!parsed.success) return refused(schemaProblems(parsed.error.issues, migrated.file));
  if (registry === undefined) return { ok: true, warnings: [], document: parsed.data };
  const { document, warnings } = migrateDocumentNodes(parsed.data, registry);
  return { ok: true, warnings: capProblems(warnings), document };
}

function refused(problems: readonly Problem[]): ReturnType<typeof failed> {
  return failed(capProblems(problems));
}
