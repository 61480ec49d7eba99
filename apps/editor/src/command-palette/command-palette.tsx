import { Command } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useMemo, useState } from 'react';
import { useServices } from '../app/services-context.tsx';
import type { LayerProps } from '../app/views.ts';
import dialog from '../ui/dialog.module.css';
import { Shortcut } from '../ui/shortcut.tsx';
import { useReturnedFocus } from '../ui/use-returned-focus.ts';
import { type Choice, paletteChoices } from './choices.ts';
import styles from './command-palette.module.css';
import { rank } from './rank.ts';
import { recentChoices, rememberChoice } from './recent.ts';

/** Finds whatever there is to do by its name: every command, every node to add or to go to. */
export function CommandPalette({ onClose }: LayerProps<'command-palette'>) {
  const services = useServices();
  const groups = useMemo(() => groupsOf(paletteChoices(services), recentChoices()), [services]);

  const [words, setWords] = useState('');
  // Among what answers the words, only how well it does counts, not that it was used lately.
  const shown = words.trim() === '' ? groups : groups.filter(({ name }) => name !== RECENT);
  const returnedFocus = useReturnedFocus();

  function choose(choice: Choice): void {
    rememberChoice(choice.id);
    onClose();
    choice.run();
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={dialog.overlay} />
        <Dialog.Content {...returnedFocus} className={styles.palette} aria-describedby={undefined}>
          <Dialog.Title className="visually-hidden">Find a command or a node</Dialog.Title>
          <Command label="Find a command or a node" loop filter={rankOf(groups)}>
            <Command.Input
              className={styles.input}
              placeholder="What do you want to do?"
              value={words}
              onValueChange={setWords}
            />
            <Command.List className={styles.list}>
              <Command.Empty className={styles.empty}>
                Nothing has this name. Try another word, such as “zoom”, “UNet” or “export”.
              </Command.Empty>
              {shown.map(({ name, choices }) => (
                <Command.Group key={name} heading={name} className={styles.group}>
                  {choices.map((choice) => (
                    <Line key={choice.id} choice={choice} group={name} onChoose={() => choose(choice)} />
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface LineProps {
  readonly choice: Choice;
  readonly group: string;
  onChoose(): void;
}

function Line({ choice, group, onChoose }: LineProps) {
  const { icon: Icon, title, hint, shortcut, enabled } = choice;
  return (
    <Command.Item
      className={styles.line}
      value={keyOf(group, choice)}
      disabled={!enabled}
      onSelect={onChoose}
    >
      {Icon ? <Icon aria-hidden size={16} strokeWidth={1.75} /> : <span className={styles.noIcon} />}
      <span className={styles.title}>{title}</span>
      {hint !== undefined && <span className={styles.hint}>{hint}</span>}
      {shortcut !== undefined && <Shortcut keys={shortcut} />}
    </Command.Item>
  );
}

const RECENT = 'Recent';

interface Group {
  readonly name: string;
  readonly choices: readonly Choice[];
}

/** Recent choices first, then the rest by group; what was recent stands where it always stands, too. */
function groupsOf(choices: readonly Choice[], recent: readonly string[]): readonly Group[] {
  const lately = recent.flatMap((id) => choices.filter((choice) => choice.id === id && choice.enabled));
  const names = [...new Set(choices.map(({ group }) => group))];
  const groups = names.map((name) => ({ name, choices: choices.filter(({ group }) => group === name) }));
  return lately.length === 0 ? groups : [{ name: RECENT, choices: lately }, ...groups];
}

/** What is recent stands in the list a second time. */
function keyOf(group: string, { id }: Choice): string {
  return group === RECENT ? `recent ${id}` : id;
}

function rankOf(groups: readonly Group[]): (key: string, typed: string) => number {
  const choices = new Map(
    groups.flatMap(({ name, choices }) => choices.map((choice) => [keyOf(name, choice), choice] as const)),
  );
  return (key, typed) => {
    const choice = choices.get(key);
    return choice ? rank(typed, choice.title, choice.keywords) : 0;
  };
}
