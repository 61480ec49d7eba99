import { failed, type Problem, problem, type Result } from '../problem.ts';
import { findSyntaxFault } from './json-syntax.ts';
import { checkTextLimits, type TextLimits } from './limits.ts';

/**
 * Parses JSON text within the limits, by default those of a workflow file; a byte order mark is tolerated. Never
 * throws. Text of any origin is parsed here and nowhere else.
 */
export function readJson(text: string, limits?: TextLimits): Result<{ value: unknown }> {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (body.trim() === '') return failed([emptyFile(text)]);
  const beyond = checkTextLimits(body, limits);
  if (beyond) return failed([beyond]);
  try {
    return { ok: true, warnings: [], value: JSON.parse(body) };
  } catch (error) {
    return failed([notJson(body, error)]);
  }
}

function emptyFile(text: string): Problem {
  return problem({
    code: 'empty-file',
    message:
      text === '' ? 'The file is empty: it has zero bytes.' : 'The file is empty: it holds only blanks.',
    remedy: 'Choose another file, or restore this one from a backup.',
  });
}

function notJson(text: string, error: unknown): Problem {
  const fault = findSyntaxFault(text);
  const detail = fault
    ? ` at line ${fault.line}, column ${fault.column}: expected ${fault.expected}, found ${fault.found}.`
    : `: ${String(error)}.`;
  return problem({
    code: 'not-json',
    message: `The file is not valid JSON${detail}`,
    remedy: 'Correct the file there, or choose a workflow file saved by Latentgraph.',
  });
}
