import type { Tokenizer } from '@latentgraph/nodes';
import { clsx } from 'clsx';
import { Fragment, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useEditor, useFiles, useServices } from '../../app/services-context.tsx';
import { modelBehind } from '../model-behind.ts';
import { countPromptTokens, type PromptTokens } from '../prompt-tokens.ts';
import styles from './prompt-widget.module.css';
import type { WidgetProps } from './widget.ts';

/** A text that grows with what is written, counts its tokens and marks where a chunk of them ends. */
export function PromptWidget({ node, param, value, compact, invalid, describedBy, change }: WidgetProps) {
  const text = typeof value === 'string' ? value : '';
  // In a node, counting waits until somebody writes there: a large workflow has many prompts.
  const [counts, setCounts] = useState(!compact);
  const [focused, setFocused] = useState(false);
  const tokens = usePromptTokens(node, text, counts);
  return (
    <span className={clsx(styles.prompt, compact && styles.compact)} data-invalid={invalid || undefined}>
      {/* The wheel scrolls a text that somebody works on; over others it zooms the canvas. */}
      <span className={clsx(styles.scroll, focused && 'nowheel')}>
        <Mirror text={text} ends={tokens?.ends ?? []} />
        <textarea
          className={clsx(styles.text, 'nodrag nopan')}
          aria-label={param.title}
          aria-invalid={invalid}
          aria-describedby={describedBy}
          placeholder={compact ? param.title : undefined}
          spellCheck={false}
          value={text}
          onFocus={() => {
            setCounts(true);
            setFocused(true);
          }}
          onBlur={() => setFocused(false)}
          onChange={({ target }) => change(target.value)}
        />
      </span>
      {tokens && <TokenCount {...tokens} />}
    </span>
  );
}

/** Lies behind the text with the same words at the same places: it gives the field its height, and carries the marks. */
function Mirror({ text, ends }: { readonly text: string; readonly ends: readonly number[] }) {
  const starts = [0, ...ends];
  return (
    <span className={styles.mirror} aria-hidden>
      {starts.map((start, index) => (
        <Fragment key={start}>
          {index > 0 && <span className={styles.mark} />}
          {text.slice(start, starts[index + 1])}
        </Fragment>
      ))}
      {/* A line break at the end has a height only with something behind it. */}{' '}
    </span>
  );
}

function TokenCount({ count, capacity, chunks, ignored }: PromptTokens) {
  const text = chunks === 1 ? `${count} of ${capacity} tokens` : `${count} tokens in ${chunks} chunks`;
  return (
    <span className={clsx(styles.count, ignored > 0 && styles.over)}>
      {ignored > 0 ? `${text}, the last ${ignored} are ignored` : text}
    </span>
  );
}

function usePromptTokens(node: string, text: string, wanted: boolean): PromptTokens | undefined {
  const tokenizer = useTokenizer(node, wanted);
  const settled = useDeferredValue(text);
  return useMemo(() => {
    try {
      return tokenizer && countPromptTokens(settled, tokenizer);
    } catch {
      // A tokenizer that cannot read this text has its say when the workflow runs.
      return undefined;
    }
  }, [tokenizer, settled]);
}

function useTokenizer(node: string, wanted: boolean): Tokenizer | undefined {
  const { tokenizers } = useServices();
  // For a workflow from elsewhere nothing is fetched before it is allowed to run.
  const allowed = useFiles(({ restricted }) => restricted === null) && wanted;
  const model = useEditor(({ history }) => (allowed ? modelBehind(history.document, node) : undefined));
  const [found, setFound] = useState<{ readonly model: string; readonly tokenizer: Tokenizer | undefined }>();
  useEffect(() => {
    if (model === undefined) return undefined;
    let gone = false;
    tokenizers.get(model).then((tokenizer) => {
      if (!gone) setFound({ model, tokenizer });
    });
    return () => {
      gone = true;
    };
  }, [model, tokenizers]);
  return found?.model === model ? found?.tokenizer : undefined;
}
