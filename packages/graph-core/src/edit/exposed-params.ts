import type { Registry } from '../definition/registry.ts';
import { type ExposedParam, exposedParamSchema } from '../document/schema.ts';
import { failed } from '../problem.ts';
import { applyEdit, type Edit, refuse } from './edit.ts';
import { findNode, missingNodes } from './lookup.ts';
import { valueProblems } from './values.ts';

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

/** Takes the param of that name out of the form view. */
export function unexposeParam(name: string): Edit {
  return (document) => {
    const index = document.exposed?.findIndex((exposed) => exposed.name === name) ?? -1;
    if (index === -1) {
      return refuse({
        code: 'unknown-exposed-param',
        message: `No exposed param is named '${name}'.`,
        remedy: 'Choose one of the names in the form view.',
        path: 'exposed',
      });
    }
    return applyEdit(document, `Stop exposing ${name}`, (draft) => {
      draft.exposed!.splice(index, 1);
    });
  };
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
