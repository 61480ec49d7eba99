import { Cpu, Images, ListX, Play, Repeat, Square, StepForward } from 'lucide-react';
import type { Services } from '../app/services.ts';
import type { Command } from './command.ts';

export const runCommands: readonly Command[] = [
  {
    id: 'run.all',
    title: 'Run',
    section: 'Run',
    icon: Play,
    shortcuts: ['$mod+Enter'],
    keywords: 'queue generate start execute',
    enabled: ({ editor }) => Object.keys(editor.document.graphs.main.nodes).length > 0,
    run: (services) => run(services),
  },
  {
    id: 'run.selection',
    title: 'Run up to selection',
    section: 'Run',
    icon: StepForward,
    shortcuts: ['$mod+Shift+Enter'],
    ofGraph: true,
    keywords: 'partial target node',
    enabled: (services) => selectedNodes(services).length > 0,
    run: (services) => run(services, selectedNodes(services)),
  },
  {
    id: 'run.live',
    title: 'Run on every change',
    section: 'Run',
    icon: Repeat,
    keywords: 'live auto',
    run: ({ runSettings }) => runSettings.setState(({ live }) => ({ live: !live })),
  },
  {
    id: 'run.cancel',
    title: 'Cancel run',
    section: 'Run',
    icon: Square,
    shortcuts: ['$mod+Period'],
    keywords: 'stop abort interrupt',
    enabled: ({ runs }) => runs.store.getState().queue.length > 0,
    run: ({ runs }) => runs.cancel(),
  },
  {
    id: 'run.cancel-all',
    title: 'Cancel all runs',
    section: 'Run',
    icon: ListX,
    keywords: 'stop abort clear queue',
    enabled: ({ runs }) => runs.store.getState().queue.length > 0,
    run: ({ runs }) => runs.cancelAll(),
  },
  {
    id: 'run.where',
    title: 'Choose where to run',
    section: 'Run',
    icon: Cpu,
    keywords: 'runtime server browser webgpu wasm cuda device',
    run: ({ runSettings }) => runSettings.setState({ choosingRuntime: true }),
  },
  {
    id: 'run.results',
    title: 'Show results',
    section: 'Run',
    icon: Images,
    keywords: 'gallery pictures history',
    run: ({ views }) => views.arrange({ mode: 'graph', left: 'gallery' }),
  },
];

/** A workflow from elsewhere is looked at first. */
function run({ editor, files, runs, runSettings, views }: Services, targets?: readonly string[]): void {
  const { count } = runSettings.getState();
  if (files.store.getState().restricted !== null) views.open({ kind: 'restricted' });
  else void runs.run(editor.document, { count, ...(targets === undefined ? {} : { targets }) });
}

function selectedNodes({ editor }: Services): readonly string[] {
  return [...editor.store.getState().selection.nodes];
}
