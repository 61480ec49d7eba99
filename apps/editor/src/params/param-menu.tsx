import { type Edge, type NodeRecord, setParam, unexposeParam } from '@latentgraph/graph-core';
import { Cable, FormInput, MoreHorizontal, RotateCcw, TextCursorInput } from 'lucide-react';
import { useServices } from '../app/services-context.tsx';
import type { Editor } from '../document/editor.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import type { MenuEntry } from '../ui/menu-entry.ts';
import type { ParamDescription } from './describe-params.ts';
import { addToForm, canBePort, exposedAs, turnIntoField, turnIntoPort } from './param-edits.ts';

interface MenuOf {
  readonly node: string;
  readonly record: NodeRecord;
  readonly param: ParamDescription;
  /** The wire that feeds it. */
  readonly wire: Edge | undefined;
}

export interface ParamMenuProps extends MenuOf {
  readonly className?: string | undefined;
  readonly open: boolean;
  onOpenChange(open: boolean): void;
}

/** What can be done with a param besides giving it a value. */
export function ParamMenu({ className, open, onOpenChange, ...props }: ParamMenuProps) {
  const { editor } = useServices();
  return (
    <Menu
      align="end"
      {...{ open, onOpenChange }}
      trigger={
        <IconButton icon={MoreHorizontal} label={`More for ${props.param.title}`} className={className} />
      }
      entries={() => entriesOf(editor, props)}
    />
  );
}

function entriesOf(editor: Editor, { node, record, param, wire }: MenuOf): readonly MenuEntry[] {
  const { name } = param;
  const exposed = exposedAs(editor.document, node, name);
  return [
    ...portEntries(editor, { node, record, param, wire }),
    {
      label: 'Show in the form',
      icon: FormInput,
      checked: exposed !== undefined,
      onSelect: () => {
        editor.apply(exposed ? unexposeParam(exposed.name) : addToForm(editor.document, node, param));
      },
    },
    {
      label: 'Back to the default',
      icon: RotateCcw,
      disabled: !Object.hasOwn(record.params, name),
      onSelect: () => {
        editor.apply(setParam(node, name, undefined));
      },
    },
  ];
}

function portEntries(editor: Editor, { node, record, param, wire }: MenuOf): readonly MenuEntry[] {
  if (!canBePort(record, param)) return [];
  const isPort = wire !== undefined || record.ports?.includes(param.name);
  const edit = isPort
    ? turnIntoField(node, record, param.name, wire)
    : turnIntoPort(node, record, param.name);
  return [
    {
      label: isPort ? 'Turn into a field' : 'Turn into a port',
      icon: isPort ? TextCursorInput : Cable,
      onSelect: () => {
        editor.apply(edit);
      },
    },
    'separator',
  ];
}
