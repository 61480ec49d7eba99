import type { Registry } from '../definition/registry.ts';
import { type ExposedParam, exposedParamSchema, type WorkflowDocument } from '../document/schema.ts';
import { failed } from '../problem.ts';
import { applyEdit, type Edit, refuse } from './edit.ts';
import { findNode, missingNodes } from './lookup.ts';
import { isSameData, valueProblems } from './values.ts';

/** Shows a param in the form view and lets it be set by name from outside; it comes last there. */
export function exposeParam(
  exposed: Pick<ExposedParam, 'name' | 'node' | 'param' | 'title' | 'description'>,
  registry: Registry,
): Edit {
  return (document) => {
    const before = document.exposed ?? [];
    const problems = missingNodes(document, [exposed.node]);
    problems.push(...valueProblems(exposedParamSchema, exposed, ['exposed', before.length]));
    if (problems.length > 0) return failed(problems);
    const definition = registry.nodes.get(findNode(document, exposed.node)!.type);
    if (definition && !Object.hasOwn(definition.params.shape, exposed.param)) return unknownParam(exposed);
    const clash = before.find(
      ({ name, node, param }) => name === exposed.name || (node === exposed.node && param === exposed.param),
    );
    if (clash) return alreadyExposed(clash, exposed);
    return applyEdit(document, `Expose ${exposed.param} of ${exposed.node}`, (draft) => {
      draft.exposed ??= [];
      draft.exposed.push({ ...exposed });
    });
  };
}

/**
 * Changes how an exposed param is called: its name for the command line, and what the form view shows. An empty
 * title or description brings back that of the param.
 */
export function changeExposedParam(
  name: string,
  change: Partial<Pick<ExposedParam, 'name' | 'title' | 'description'>>,
): Edit {
  return (document) => {
    const index = indexOfExposed(document, name);
    if (index === -1) return unknownExposed(name);
    const before = document.exposed![index]!;
    const after: ExposedParam = { ...before, ...change };
    if (after.title === '') delete after.title;
    if (after.description === '') delete after.description;
    const problems = valueProblems(exposedParamSchema, after, ['exposed', index]);
    if (problems.length > 0) return failed(problems);
    const clash = indexOfExposed(document, after.name);
    if (clash !== -1 && clash !== index) return alreadyExposed(document.exposed![clash]!, after);
    return applyEdit(document, `Change ${name} in the form`, (draft) => {
      if (!isSameData(before, after)) draft.exposed![index] = after;
    });
  };
}

/** Moves an exposed param to another place in the form view, counted from 0; beyond the ends is at the end. */
export function moveExposedParam(name: string, to: number): Edit {
  return (document) => {
    const from = indexOfExposed(document, name);
    if (from === -1) return unknownExposed(name);
    const place = Math.min(Math.max(Math.trunc(to), 0), document.exposed!.length - 1);
    return applyEdit(document, `Move ${name} in the form`, (draft) => {
      if (place === from) return;
      const moved = document.exposed!.toSpliced(from, 1).toSpliced(place, 0, document.exposed![from]!);
      draft.exposed = moved;
    });
  };
}

/** Takes the param of that name out of the form view. */
export function unexposeParam(name: string): Edit {
  return (document) => {
    const index = indexOfExposed(document, name);
    if (index === -1) return unknownExposed(name);
    return applyEdit(document, `Stop exposing ${name}`, (draft) => {
      draft.exposed!.splice(index, 1);
    });
  };
}

function indexOfExposed({ exposed = [] }: WorkflowDocument, name: string): number {
  return exposed.findIndex((one) => one.name === name);
}

function unknownExposed(name: string) {
  return refuse({
    code: 'unknown-exposed-param',
    message: `No exposed param is named '${name}'.`,
    remedy: 'Choose one of the names in the form view.',
    path: 'exposed',
  });
}

function unknownParam({ node, param }: Pick<ExposedParam, 'node' | 'param'>) {
  return refuse({
    code: 'unknown-param',
    message: `Node '${node}' has no param '${param}'.`,
    remedy: 'Choose one of its params.',
    node,
    param,
  });
}

function alreadyExposed(present: ExposedParam, wanted: Pick<ExposedParam, 'name' | 'node' | 'param'>) {
  const isNameTaken = present.name === wanted.name;
  return refuse({
    code: isNameTaken ? 'exposed-name-taken' : 'already-exposed',
    message: isNameTaken
      ? `The name '${wanted.name}' stands for '${present.param}' of '${present.node}' already.`
      : `'${wanted.param}' of '${wanted.node}' is exposed already, as '${present.name}'.`,
    remedy: isNameTaken
      ? 'Choose another name.'
      : `Use the name '${present.name}', or stop exposing it first.`,
    node: wanted.node,
    param: wanted.param,
  });
}
