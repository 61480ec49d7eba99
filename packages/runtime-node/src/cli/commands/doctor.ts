import { createRequire } from 'node:module';
import type { DeviceDescription, ModelSummary } from '@latentgraph/graph-core';
import sharp from 'sharp';
import { chooseDevice, describeDevices, findDevices } from '../../devices/choose-device.ts';
import { findHome, type Home } from '../../home.ts';
import { modelStore } from '../../local-runtime.ts';
import { loadOrt } from '../../ort/load-ort.ts';
import { RUNTIME_VERSION } from '../../version.ts';
import { columns } from '../columns.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { printProblems } from '../print-problems.ts';
import { print, printableLine } from '../terminal.ts';
import { modelRow } from './models-list.ts';

interface Findings {
  readonly versions: Readonly<Record<string, string>>;
  /** Execution providers of onnxruntime-node, or why it cannot be loaded. */
  readonly providers: readonly string[] | { readonly error: string };
  readonly devices: readonly DeviceDescription[];
  /** What `--device auto` takes. */
  readonly device: string;
  readonly home: Home;
  readonly models: readonly ModelSummary[];
}

/** `latentgraph doctor`: what this machine can do, and what to install for more. */
export async function doctorCommand(options: { readonly json?: boolean }): Promise<ExitCode> {
  const findings = await examine();
  if (options.json) print(JSON.stringify(findings, null, 2));
  else {
    print(findingsText(findings));
    printProblems(findings.models.flatMap((model) => model.problems));
  }
  return 'error' in findings.providers ? exitCode.failed : exitCode.done;
}

async function examine(): Promise<Findings> {
  const found = await findDevices();
  const device = chooseDevice('auto', found).id;
  const home = findHome();
  return {
    versions: {
      latentgraph: RUNTIME_VERSION,
      node: process.versions.node,
      'onnxruntime-node': onnxruntimeVersion(),
      sharp: sharp.versions.sharp,
      system: `${process.platform} ${process.arch}`,
    },
    providers: await findProviders(),
    devices: describeDevices(found),
    device,
    home,
    models: await modelStore(home, [device]).list(),
  };
}

async function findProviders(): Promise<Findings['providers']> {
  try {
    return (await loadOrt()).listSupportedBackends().map(({ name }) => name);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** From its package file: also known where the library itself cannot be loaded. */
function onnxruntimeVersion(): string {
  return (createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string }).version;
}

function findingsText({ versions, providers, devices, device, home, models }: Findings): string {
  const known = 'error' in providers ? `cannot be loaded: ${providers.error}` : providers.join(', ');
  const sections: readonly (readonly [heading: string, rows: readonly (readonly string[])[]])[] = [
    ['Versions', Object.entries(versions)],
    ['Providers of onnxruntime-node', [[known]]],
    [
      'Devices',
      devices.map(({ id, available, reason }) => [id, available ? 'ready' : 'not available', reason]),
    ],
    ['--device auto takes', [[device]]],
    ['Folders', Object.entries({ models: home.models, assets: home.assets })],
    ['Models', models.map(modelRow)],
  ];
  return sections
    .map(
      ([heading, rows]) =>
        `${heading}\n${columns(
          rows.map((row) => row.map(printableLine)),
          '  ',
        )}`,
    )
    .join('\n\n');
}
