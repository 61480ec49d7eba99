import {
  changeExposedParam,
  type ExposedParam,
  MAIN_GRAPH,
  moveExposedParam,
  unexposeParam,
} from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { ArrowDown, ArrowUp, Pencil, X } from 'lucide-react';
import { useState } from 'react';
import { goToNode } from '../accessibility/go-to-node.ts';
import { useEditor, useServices } from '../app/services-context.tsx';
import { titleOf } from '../canvas/node-facts.ts';
import { documentText } from '../keyboard/focus.ts';
import { describeParams } from '../params/describe-params.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Popover } from '../ui/popover.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './exposed-list.module.css';

const NONE: readonly ExposedParam[] = [];

/** The params of the form, to be put in order, named and taken out. */
export function ExposedList() {
  const exposed = useEditor(({ history }) => history.document.exposed ?? NONE);
  if (exposed.length === 0) {
    return (
      <p className={styles.none}>
        Nothing yet. The menu of each param has “Show in the form”: a view for people who only want to use
        this workflow.
      </p>
    );
  }
  return (
    <ol className={styles.list}>
      {exposed.map((entry, index) => (
        <ExposedItem key={entry.name} entry={entry} index={index} count={exposed.length} />
      ))}
    </ol>
  );
}

interface ItemProps {
  readonly entry: ExposedParam;
  readonly index: number;
  readonly count: number;
}

function ExposedItem({ entry, index, count }: ItemProps) {
  const services = useServices();
  const { editor } = services;
  const { name, node, param } = entry;
  const nodeTitle = useEditor(({ history }) => {
    const record = history.document.graphs[MAIN_GRAPH].nodes[node];
    return record ? titleOf(record) : node;
  });
  const usual = useUsualTitle(node, param);
  const title = entry.title ?? usual;
  const from = nodeTitle === title ? usual : nodeTitle;
  const move = (by: number) => editor.apply(moveExposedParam(name, index + by));
  return (
    <li className={styles.item}>
      <span className={styles.words}>
        <span className={styles.title}>{title}</span>
        <Button
          variant="quiet"
          className={styles.node}
          aria-label={`${from}: go to ${nodeTitle}`}
          onClick={() => goToNode(services, node)}
        >
          {from}
        </Button>
      </span>
      <span className={styles.tools}>
        <IconButton
          icon={ArrowUp}
          label={`Move ${title} up`}
          disabled={index === 0}
          onClick={() => move(-1)}
        />
        <IconButton
          icon={ArrowDown}
          label={`Move ${title} down`}
          disabled={index === count - 1}
          onClick={() => move(1)}
        />
        <Popover
          label={`Words for ${title}`}
          align="end"
          trigger={<IconButton icon={Pencil} label={`Rename ${title}`} />}
        >
          <Words entry={entry} usual={usual} />
        </Popover>
        <IconButton
          icon={X}
          label={`Take ${title} out of the form`}
          onClick={() => editor.apply(unexposeParam(name))}
        />
      </span>
    </li>
  );
}

function Words({ entry, usual }: { readonly entry: ExposedParam; readonly usual: string }) {
  const { editor } = useServices();
  const [name, setName] = useState(entry.name);
  const change = (words: Parameters<typeof changeExposedParam>[1]) =>
    editor.apply(changeExposedParam(entry.name, words), { group: `exposed:${entry.name}` });
  return (
    <div className={styles.fields}>
      <TextField
        {...documentText}
        label="Title"
        placeholder={usual}
        maxLength={200}
        value={entry.title ?? ''}
        onChange={(title) => change({ title })}
      />
      <TextField
        {...documentText}
        label="What it is for"
        maxLength={2000}
        value={entry.description ?? ''}
        onChange={(description) => change({ description })}
      />
      {/* Taken when it is finished: half a name may be that of another. */}
      <TextField
        label="Name on the command line"
        className={styles.mono ?? ''}
        value={name}
        onChange={setName}
        onBlur={() => {
          if (name === entry.name || change({ name }).ok) return;
          setName(entry.name);
        }}
      />
    </div>
  );
}

function useUsualTitle(node: string, param: string): string {
  const type = useEditor(({ history }) => history.document.graphs[MAIN_GRAPH].nodes[node]?.type);
  const definition = type === undefined ? undefined : builtinRegistry.nodes.get(type);
  const described = definition && describeParams(definition).find(({ name }) => name === param);
  return described?.title ?? param;
}
