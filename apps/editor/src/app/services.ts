import { goToNode } from '../accessibility/go-to-node.ts';
import { type CanvasHandle, createCanvasHandle } from '../canvas/canvas-handle.ts';
import { createPageClipboard, type PageClipboard } from '../canvas/clipboard/page-clipboard.ts';
import { createPlayback, type Playback } from '../canvas/zones/playback.ts';
import { type Commands, createCommands } from '../commands/commands.ts';
import { createEditor, type Editor } from '../document/editor.ts';
import { newDocument } from '../document/new-document.ts';
import { createFileServices, type FileServices } from '../files/file-services.ts';
import { followResults } from '../files/follow-results.ts';
import { createTokenizers, type Tokenizers } from '../params/tokenizers.ts';
import { createRunServices, type RunServices } from '../run/run-services.ts';
import { createTheme, type Theme } from '../theme/theme.ts';
import { createNotices, type Notices } from '../ui/notices.ts';
import { createViews, type Views } from './views.ts';

/** Everything that lives as long as the page. Made once in main.tsx; components get it from `useServices`. */
export interface Services extends FileServices, RunServices {
  readonly editor: Editor;
  readonly canvas: CanvasHandle;
  /** What was copied, for here and for elsewhere. */
  readonly clipboard: PageClipboard;
  /** Which panels and dialogs are open. */
  readonly views: Views;
  /** Goes through the steps of zones. */
  readonly playback: Playback;
  readonly theme: Theme;
  /** For counting the tokens of prompts. */
  readonly tokenizers: Tokenizers;
  readonly commands: Commands;
  /** Short messages to the person at the screen, and to one who listens. */
  readonly notices: Notices;
}

export function createServices(): Services {
  const notices = createNotices();
  const editor = createEditor(newDocument(), {
    onRefused: (problems) => notices.problems(problems, { subject: 'edit' }),
    onTravel: (what) => notices.announce(what),
  });
  const views = createViews();
  const canvas = createCanvasHandle();
  const fileServices = createFileServices({ editor, views, notices, canvas });
  const goTo = (node: string) => goToNode({ canvas, editor, views }, node);
  const runServices = createRunServices({ ...fileServices, editor, notices, goTo });
  followResults(fileServices, runServices);
  const services: Services = {
    ...fileServices,
    ...runServices,
    playback: createPlayback(runServices.runs),
    editor,
    canvas,
    clipboard: createPageClipboard(),
    views,
    theme: createTheme(),
    tokenizers: createTokenizers(new URL('models.json', document.baseURI).href),
    commands: createCommands(() => services),
    notices,
  };
  return services;
}
