import type { DeviceDescription, Problem } from '@latentgraph/graph-core';
import { Plus, Trash2 } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../app/services-context.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { BrowserDevice, RuntimeChoice } from '../runtimes/choice.ts';
import type { ServerStatus } from '../runtimes/runtimes.ts';
import type { PlaceStatus } from '../runtimes/status.ts';
import { deviceName } from '../words.ts';
import { AddServer } from './add-server.tsx';
import styles from './runtime-choices.module.css';

/** This browser's devices and the servers, each with what it can do and why. */
export function RuntimeChoices() {
  const { runtimes } = useServices();
  const { choice, browser, servers } = useStore(runtimes.store);
  return (
    <div className={styles.choices}>
      <RadioGroup.Root
        className={styles.group}
        aria-label="Where to run"
        value={choiceValue(choice)}
        onValueChange={(value) => runtimes.choose(choiceOf(value))}
      >
        <h3 className={styles.heading}>This browser</h3>
        <BrowserDevices status={browser} />
        <h3 className={styles.heading}>Servers</h3>
        {servers.map((server) => (
          <ServerChoice key={server.url} server={server} />
        ))}
      </RadioGroup.Root>
      {servers.some(({ own }) => own) ? <OtherServers /> : <AnotherServer />}
    </div>
  );
}

/** What a server serves may only speak with that server. */
function OtherServers() {
  return (
    <p className={styles.about}>For another server open the address that it prints in a tab of its own.</p>
  );
}

function AnotherServer() {
  const [adding, setAdding] = useState(false);
  if (adding) return <AddServer onDone={() => setAdding(false)} />;
  return (
    <Button variant="quiet" icon={Plus} className={styles.add} onClick={() => setAdding(true)}>
      Add a server
    </Button>
  );
}

const BROWSER_DEVICES: readonly { readonly device: BrowserDevice; readonly title: string }[] = [
  { device: 'auto', title: 'Automatic' },
  { device: 'webgpu', title: 'WebGPU' },
  { device: 'wasm', title: 'WebAssembly' },
];

function BrowserDevices({ status }: { readonly status: PlaceStatus }) {
  const { description, problem } = status;
  const devices = description?.devices ?? [];
  const best = devices.find(({ available }) => available);
  return (
    <>
      {problem && (
        <p className={styles.about}>
          <Failure problem={problem} />
        </p>
      )}
      {BROWSER_DEVICES.map(({ device, title }) => {
        const found = devices.find(({ id }) => id === device);
        const reason = device === 'auto' ? automaticText(best) : found?.reason;
        return (
          <Choice key={device} value={`browser:${device}`} title={title} weak={found?.available === false}>
            {reason ?? (problem ? 'Not known' : 'Looking what it can do …')}
          </Choice>
        );
      })}
    </>
  );
}

function Failure({ problem }: { readonly problem: Problem }) {
  return (
    <span className={styles.problem}>
      {problem.message} {problem.remedy}
    </span>
  );
}

function automaticText(best: DeviceDescription | undefined): string | undefined {
  return best && `The fastest that works here: ${best.id === 'wasm' ? 'WebAssembly' : deviceName(best.id)}.`;
}

function ServerChoice({ server }: { readonly server: ServerStatus }) {
  const { runtimes } = useServices();
  const { url, own, description, problem } = server;
  const host = new URL(url).host;
  return (
    <Choice
      value={url}
      title={own ? 'This server' : host}
      note={own ? host : undefined}
      action={
        own ? undefined : (
          <IconButton icon={Trash2} label={`Forget ${host}`} onClick={() => runtimes.removeServer(url)} />
        )
      }
    >
      {problem ? <Failure problem={problem} /> : <ServerDevices devices={description?.devices} />}
    </Choice>
  );
}

function ServerDevices({ devices }: { readonly devices: readonly DeviceDescription[] | undefined }) {
  if (!devices) return 'Asking …';
  return devices.map(({ id, available, reason }) => (
    <span key={id} className={styles.device} data-available={available}>
      <b>{deviceName(id)}</b> {reason}
    </span>
  ));
}

interface ChoiceProps {
  readonly value: string;
  readonly title: string;
  readonly note?: string | undefined;
  /** Slower than others, or not there. */
  readonly weak?: boolean;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

function Choice({ value, title, note, weak = false, action, children }: ChoiceProps) {
  const id = `where-${value}`;
  return (
    <div className={styles.choice}>
      <RadioGroup.Item className={styles.radio} value={value} id={id} aria-describedby={`${id}-about`}>
        <RadioGroup.Indicator className={styles.dot} />
      </RadioGroup.Item>
      <label htmlFor={id} className={styles.words} data-weak={weak}>
        <span className={styles.title}>{title}</span>
        {note !== undefined && <span className={styles.note}> {note}</span>}
        <span className={styles.about} id={`${id}-about`}>
          {children}
        </span>
      </label>
      {action}
    </div>
  );
}

function choiceValue(choice: RuntimeChoice): string {
  return choice.place === 'browser' ? `browser:${choice.device}` : choice.url;
}

function choiceOf(value: string): RuntimeChoice {
  if (!value.startsWith('browser:')) return { place: 'server', url: value };
  return { place: 'browser', device: value.slice('browser:'.length) as BrowserDevice };
}
