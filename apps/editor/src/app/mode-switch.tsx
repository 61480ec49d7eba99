import { Segments } from '../ui/segments.tsx';
import { useServices, useViews } from './services-context.tsx';

const MODES = [
  { value: 'graph', label: 'Graph' },
  { value: 'form', label: 'Form' },
] as const;

/** Shows the workflow as its graph, or as the form that its author made of it. */
export function ModeSwitch() {
  const { views } = useServices();
  const mode = useViews((state) => state.mode);
  return (
    <Segments
      label="How the workflow is shown"
      value={mode}
      options={MODES}
      onChange={(next) => views.arrange({ mode: next })}
    />
  );
}
