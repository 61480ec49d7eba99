import { ToggleGroup } from 'radix-ui';
import segments from '../ui/segments.module.css';
import type { Layout } from './layout-store.ts';
import { useServices, useViews } from './services-context.tsx';

const MODES = { graph: 'Graph', form: 'Form' };

/** Shows the workflow as its graph, or as the form that its author made of it. */
export function ModeSwitch() {
  const { views } = useServices();
  const mode = useViews((state) => state.mode);
  return (
    <ToggleGroup.Root
      type="single"
      className={segments.segments}
      aria-label="How the workflow is shown"
      value={mode}
      onValueChange={(next) => next !== '' && views.arrange({ mode: next as Layout['mode'] })}
    >
      {Object.entries(MODES).map(([value, label]) => (
        <ToggleGroup.Item key={value} className={segments.segment} value={value}>
          {label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
