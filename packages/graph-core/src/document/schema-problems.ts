import type { z } from 'zod';
import { type Problem, problem } from '../problem.ts';
import { type Path, type Place, placeOf } from './json-path.ts';

type Issue = z.core.$ZodIssue;

/** One problem for every issue that the schema found in `value`, which stands at `at` in its file. */
export function schemaProblems(issues: readonly Issue[], value: unknown, at: Path = []): Problem[] {
  return issues.map((issue) => {
    const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
    return toProblem(issue, placeOf([...at, ...path]), valueAt(value, path));
  });
}

function toProblem(issue: Issue, place: Place, found: unknown): Problem {
  switch (issue.code) {
    case 'invalid_type':
      return found === undefined ? missing(issue, place) : wrongType(issue, place, found);
    case 'too_big':
    case 'too_small':
      return outOfRange(issue, place);
    case 'invalid_key':
      return invalidName(issue, place);
    default:
      return problem({
        code: 'invalid-value',
        message: `${place.path} has a value that is not allowed: ${brief(found)}.`,
        remedy: sentence(issue.message),
        ...place,
      });
  }
}

function missing(issue: z.core.$ZodIssueInvalidType, place: Place): Problem {
  return problem({
    code: 'missing-value',
    message: `${place.path} is missing.`,
    remedy: `Add it: ${phrase(issue.expected)}.`,
    ...place,
  });
}

function wrongType(issue: z.core.$ZodIssueInvalidType, place: Place, found: unknown): Problem {
  return problem({
    code: 'wrong-type',
    message: `${place.path} should be ${phrase(issue.expected)}, but is ${brief(found)}.`,
    remedy: `Write ${phrase(issue.expected)} there.`,
    ...place,
  });
}

function outOfRange(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall, place: Place): Problem {
  const [relation, bound] =
    issue.code === 'too_big' ? ['at most', issue.maximum] : ['at least', issue.minimum];
  const what = issue.origin === 'string' ? `${bound} characters long` : `${bound}`;
  return problem({
    code: 'out-of-range',
    message: `${place.path} is out of range: it must be ${relation} ${what}.`,
    remedy: issue.code === 'too_big' ? 'Make it smaller or shorter.' : 'Make it larger or longer.',
    ...place,
  });
}

function invalidName(issue: z.core.$ZodIssueInvalidKey, place: Place): Problem {
  return problem({
    code: 'invalid-name',
    message: `${place.path} has a name that is not allowed.`,
    remedy: sentence(issue.issues[0]?.message ?? issue.message),
    ...place,
  });
}

function valueAt(value: unknown, path: Path): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string | number, unknown>)[key];
  }
  return found;
}

const phrases: Readonly<Record<string, string>> = {
  array: 'an array',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'a string',
};

function phrase(expected: string): string {
  return phrases[expected] ?? expected;
}

/** The value as a message quotes it, at most 60 characters of it. */
function brief(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, 60)) : String(value);
  return text.length > 62 ? `${text.slice(0, 60)}…` : text;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
