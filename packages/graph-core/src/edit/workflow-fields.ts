import { workflowSchema } from '../document/schema.ts';
import { failed } from '../problem.ts';
import { applyEdit, type Edit } from './edit.ts';
import { valueProblems } from './values.ts';

/** Names the workflow; an empty name takes it away. */
export function setName(name: string): Edit {
  return setText('name', name, 'Rename workflow');
}

/** Describes the workflow; an empty description takes it away. */
export function setDescription(description: string): Edit {
  return setText('description', description, 'Describe workflow');
}

function setText(field: 'name' | 'description', text: string, label: string): Edit {
  return (document) => {
    const problems = valueProblems(workflowSchema.shape[field], text, [field]);
    if (problems.length > 0) return failed(problems);
    return applyEdit(document, label, (draft) => {
      if (text === '') delete draft[field];
      else draft[field] = text;
    });
  };
}
