import { ChevronDown, Monitor, Server } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../app/services-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { ownServer } from '../runtimes/own-server.ts';
import type { RuntimesState } from '../runtimes/runtimes.ts';
import { deviceName } from '../words.ts';
import { RuntimeChoices } from './runtime-choices.tsx';
import styles from './runtime-picker.module.css';
import { useRunSettings } from './use-run-settings.ts';

/** Where runs are sent, as a button that opens the choices. */
export function RuntimePicker() {
  const { runtimes, runSettings } = useServices();
  const open = useRunSettings(({ choosingRuntime }) => choosingRuntime);
  const { place, device, failed } = shownChoice(useStore(runtimes.store));
  const Icon = place === undefined ? Monitor : Server;

  // What was true when the page was opened may not be any more.
  useEffect(() => {
    if (open) void runtimes.refresh();
  }, [open, runtimes]);

  return (
    <Popover
      label="Where to run"
      align="end"
      open={open}
      onOpenChange={(choosingRuntime) => runSettings.setState({ choosingRuntime })}
      trigger={
        <Button
          variant="quiet"
          className={styles.picker}
          data-failed={failed}
          aria-label={`Where to run: ${[place ?? 'This browser', device].filter(Boolean).join(', ')}`}
        >
          <Icon aria-hidden size={15} strokeWidth={1.75} />
          <span className={styles.place} data-browser={place === undefined}>
            {place ?? 'This browser'}
          </span>
          <span className={styles.device}>{device || '…'}</span>
          <ChevronDown aria-hidden size={14} />
        </Button>
      }
    >
      <RuntimeChoices />
    </Popover>
  );
}

interface ShownChoice {
  /** A server's host; undefined for this browser. */
  readonly place: string | undefined;
  readonly device: string;
  readonly failed: boolean;
}

function shownChoice({ choice, browser, servers }: RuntimesState): ShownChoice {
  const status = choice.place === 'browser' ? browser : servers.find(({ url }) => url === choice.url);
  const device = deviceName(status?.description?.device.id ?? '');
  const failed = status?.state === 'failed';
  if (choice.place === 'browser') return { place: undefined, device, failed };
  return { place: choice.url === ownServer() ? 'This server' : new URL(choice.url).host, device, failed };
}
