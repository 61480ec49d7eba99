import { expect, it } from 'vitest';
import { z } from 'zod';
import { issueRemedy } from './issue-remedy.ts';

it.each<readonly [string, z.ZodType, unknown]>([
  ['Give a number.', z.number(), 'wide'],
  ['Give a number.', z.number(), Number.NaN],
  ['Give a whole number.', z.int(), 2.5],
  ['Give true or false.', z.boolean(), 1],
  ['Give at least 1.', z.int().min(1), 0],
  ['Give at most 100.', z.number().max(100), 1000],
  ['Give more than 0.', z.number().positive(), 0],
  ['Give at least 1 character.', z.string().min(1), ''],
  ['Give at most 2 entries.', z.array(z.int()).max(2), [1, 2, 3]],
  ['Give one of ddim, euler.', z.enum(['ddim', 'euler']), 'karras'],
  ['Colours are written as #rrggbb.', z.string().regex(/^#/, 'Colours are written as #rrggbb'), 'red'],
])('says %s', (remedy, schema, value) => {
  expect(schema.safeParse(value).error?.issues.map(issueRemedy)).toEqual([remedy]);
});
