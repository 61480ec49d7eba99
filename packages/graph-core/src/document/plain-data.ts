import { type Problem, problem } from '../problem.ts';
import { type Path, type Place, placeOf } from './json-path.ts';
import { LIMITS, nestedTooDeep, tooManyValues } from './limits.ts';

/** Keys that reach an object's prototype in careless code. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Stops the walk: more than anyone reads, and each costs a path. */
const ENOUGH_PROBLEMS = 1000;

/** An object or array still to be walked; the chain of parents is its path. */
interface Visit {
  readonly container: object;
  readonly key: string | number | undefined;
  readonly parent: Visit | undefined;
  readonly depth: number;
}

type Fault = (place: Place) => Problem;

/**
 * Checks that a value is plain JSON data which survives a save and a load unchanged: no forbidden keys, no numbers
 * that JSON cannot hold exactly, nothing but objects, arrays, strings, numbers, booleans and null, within the
 * limits of nesting and number. A property that is undefined counts as absent.
 *
 * Walks with a stack of its own, so any depth is safe; a value that contains itself is reported as nested too deep.
 * `at` is where the value stands in its file; nesting counts from the top of that file.
 */
export function checkPlainData(value: unknown, at: Path = []): Problem[] {
  const problems: Problem[] = [];
  const pending: Visit[] = [];
  let values = 0;

  const mayGoOn = () => values <= LIMITS.values && problems.length < ENOUGH_PROBLEMS;
  const inspect = (item: unknown, key: string | number | undefined, parent: Visit | undefined) => {
    values += 1;
    const depth = (parent === undefined ? at.length : parent.depth) + 1;
    const fault = faultOf(item, depth);
    if (fault) problems.push(fault(placeOf([...at, ...pathOf(parent, key)])));
    else if (typeof item === 'object' && item !== null) pending.push({ container: item, key, parent, depth });
  };

  inspect(value, undefined, undefined);
  for (let visit = pending.pop(); visit !== undefined && mayGoOn(); visit = pending.pop()) {
    const firstChild = pending.length;
    if (Array.isArray(visit.container)) {
      const { container } = visit;
      for (let index = 0; index < container.length && mayGoOn(); index += 1) {
        inspect(container[index], index, visit);
      }
    } else {
      const container = visit.container as Record<string, unknown>;
      for (const key of Object.keys(container)) {
        if (FORBIDDEN_KEYS.has(key))
          problems.push(forbiddenKey(key, placeOf([...at, ...pathOf(visit, key)])));
        else if (container[key] !== undefined) inspect(container[key], key, visit);
      }
    }
    reverseFrom(pending, firstChild);
  }
  return values > LIMITS.values ? [...problems, tooManyValues()] : problems;
}

/** The last pushed is visited first: turning the children round keeps problems in the order of the file. */
function reverseFrom(visits: Visit[], start: number): void {
  for (let low = start, high = visits.length - 1; low < high; low += 1, high -= 1) {
    [visits[low], visits[high]] = [visits[high]!, visits[low]!];
  }
}

function pathOf(parent: Visit | undefined, key: string | number | undefined): Path {
  const path = key === undefined ? [] : [key];
  for (let visit = parent; visit?.key !== undefined; visit = visit.parent) path.push(visit.key);
  return path.reverse();
}

function faultOf(item: unknown, depth: number): Fault | undefined {
  if (typeof item === 'string' || typeof item === 'boolean' || item === null) return undefined;
  if (typeof item === 'number') {
    if (!Number.isFinite(item)) return notFinite;
    return Number.isInteger(item) && !Number.isSafeInteger(item) ? unsafeInteger : undefined;
  }
  if (typeof item !== 'object' || !isPlain(item)) return notPlainData;
  return depth > LIMITS.depth ? ({ path }) => nestedTooDeep(path) : undefined;
}

function isPlain(item: object): boolean {
  if (Array.isArray(item)) return true;
  const prototype: unknown = Object.getPrototypeOf(item);
  return prototype === Object.prototype || prototype === null;
}

function notFinite(place: Place): Problem {
  return problem({
    code: 'number-not-finite',
    message: `${place.path} is a number too large to be represented.`,
    remedy: 'Write a finite number there.',
    ...place,
  });
}

/** By the time a file is parsed such a number has been rounded already, so it cannot be quoted back. */
function unsafeInteger(place: Place): Problem {
  return problem({
    code: 'unsafe-integer',
    message: `${place.path} is a whole number beyond ±${Number.MAX_SAFE_INTEGER}, where numbers are no longer exact.`,
    remedy: 'Write it as a string, in quotes.',
    ...place,
  });
}

function notPlainData(place: Place): Problem {
  return problem({
    code: 'not-plain-data',
    message: `${place.path} is not plain JSON data.`,
    remedy: 'Use objects, arrays, strings, numbers, booleans and null only.',
    ...place,
  });
}

function forbiddenKey(key: string, place: Place): Problem {
  return problem({
    code: 'forbidden-key',
    message: `${place.path} uses the name '${key}', which no workflow may use.`,
    remedy: `Remove or rename the key '${key}', and check where the file comes from.`,
    ...place,
  });
}
