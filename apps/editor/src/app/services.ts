import { createWebRuntime } from '@latentgraph/runtime-web';
import { type CanvasHandle, createCanvasHandle } from '../canvas/canvas-handle.ts';
import { type Commands, createCommands } from '../commands/commands.ts';
import { createEditor, type Editor } from '../document/editor.ts';
import { newDocument } from '../document/new-document.ts';
import { createFileServices, type FileServices } from '../files/file-services.ts';
import { createRuns, type Runs } from '../run/runs.ts';
import { createTheme, type Theme } from '../theme/theme.ts';
import { createNotices, type Notices } from '../ui/notices.ts';
import { createViews, type Views } from './views.ts';

/** Everything that lives as long as the page. Made once in main.tsx; components get it from `useServices`. */
export interface Services extends FileServices {
  readonly editor: Editor;
  readonly runs: Runs;
  readonly canvas: CanvasHandle;
  /** Which panels and dialogs are open. */
  readonly views: Views;
  readonly theme: Theme;
  readonly commands: Commands;
  /** Short messages to the person at the screen, and to one who listens. */
  readonly notices: Notices;
}

export function createServices(): Services {
  const notices = createNotices();
  const editor = createEditor(newDocument(), {
    onRefused: (problems) => notices.problems(problems),
    onTravel: (what) => notices.announce(what),
  });
  const runtime = createWebRuntime({
    worker: () => new Worker(new URL('../runtime-worker.ts', import.meta.url), { type: 'module' }),
    modelListUrl: new URL('models.json', document.baseURI).href,
    previews: true,
  });
  const views = createViews();
  const services: Services = {
    ...createFileServices({ editor, views, notices }),
    editor,
    runs: createRuns(runtime),
    canvas: createCanvasHandle(),
    views,
    theme: createTheme(),
    commands: createCommands(() => services),
    notices,
  };
  return services;
}
