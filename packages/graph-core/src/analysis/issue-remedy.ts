import type { z } from 'zod';

const KINDS: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'settings as a JSON object',
  record: 'settings as a JSON object',
  string: 'a text',
};

/** What to do about a value that a param's schema refuses, one sentence in plain words: `Give at most 100.` */
export function issueRemedy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `Give ${KINDS[issue.expected] ?? issue.expected}.`;
    case 'invalid_value':
      return `Give one of ${issue.values.map(String).join(', ')}.`;
    case 'too_small':
      return `Give ${issue.inclusive === false ? 'more than' : 'at least'} ${amount(issue.minimum, issue.origin)}.`;
    case 'too_big':
      return `Give ${issue.inclusive === false ? 'less than' : 'at most'} ${amount(issue.maximum, issue.origin)}.`;
    default:
      return /[.!?]$/.test(issue.message) ? issue.message : `${issue.message}.`;
  }
}

function amount(limit: number | bigint, origin: string): string {
  if (origin === 'string') return `${limit} ${limit === 1 ? 'character' : 'characters'}`;
  if (origin === 'array') return `${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  return String(limit);
}
