import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import {
  type Problem,
  parseWorkflow,
  problem,
  type Registry,
  type Result,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { systemProblem } from '../files/system-problem.ts';

/** Reading stops here; graph-core then says that the file is too large. */
const MOST_CHARACTERS = 256 * 1024 * 1024;

const PNG_START = '\ufffdPNG';

/**
 * Reads a workflow from a file, or from stdin for `-`. Expected failures come back as problems.
 *
 * @param registry brings nodes of older versions up to date
 */
export async function readWorkflow(
  file: string,
  registry: Registry,
): Promise<Result<{ document: WorkflowDocument }>> {
  let text: string;
  try {
    text = await readText(file);
  } catch (error) {
    return { ok: false, problems: [systemProblem(error, `Cannot read the workflow '${file}'`)] };
  }
  if (text.startsWith(PNG_START)) return { ok: false, problems: [isPicture(file)] };
  return parseWorkflow(text, registry);
}

/** A generator or a device named as the file never ends; neither does memory hold it. */
async function readText(file: string): Promise<string> {
  const stream = file === '-' ? process.stdin : createReadStream(file);
  stream.setEncoding('utf8');
  const chunks: string[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MOST_CHARACTERS) break;
  }
  return chunks.join('');
}

function isPicture(file: string): Problem {
  return problem({
    code: 'workflow-is-picture',
    message: `'${file}' is a picture, not a workflow file.`,
    remedy: `Take the workflow out of it first: latentgraph inspect ${basename(file)} --extract workflow.json.`,
  });
}
