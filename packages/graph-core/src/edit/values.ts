import type { z } from 'zod';
import type { Path } from '../document/json-path.ts';
import { checkPlainData } from '../document/plain-data.ts';
import { schemaProblems } from '../document/schema-problems.ts';
import { writeJson } from '../document/write-json.ts';
import type { Problem } from '../problem.ts';

/** What is wrong with a value that is to stand at `at`: not plain data, or not what the schema asks for. */
export function valueProblems(schema: z.ZodType, value: unknown, at: Path): Problem[] {
  const unsafe = checkPlainData(value, at);
  if (unsafe.length > 0) return unsafe;
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : schemaProblems(parsed.error.issues, value, at);
}

/** What an object holds itself under a name, not what every object inherits. */
export function ownValue(object: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Whether two values of plain data are equal, whatever the order of their keys; undefined equals itself alone. */
export function isSameData(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  return writeJson(one) === writeJson(other);
}
