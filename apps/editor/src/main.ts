import { ProblemError, type WorkflowDocument } from '@latentgraph/graph-core';
import { createWebRuntime, type DeviceChoice, type WebRuntime } from '@latentgraph/runtime-web';
import { element, make } from './elements.ts';
import { type Example, fetchExamples, fetchWorkflow } from './examples.ts';
import { ParamsForm } from './params-form.ts';
import { Stage } from './stage.ts';
import { showStorage } from './storage-view.ts';

const stage = new Stage();
const form = new ParamsForm(element('params', HTMLFormElement));
const runButton = element('run', HTMLButtonElement);
const cancelButton = element('cancel', HTMLButtonElement);
const devicePicker = element('device', HTMLSelectElement);
const storage = element('storage', HTMLDetailsElement);

let opened: WorkflowDocument | undefined;
let runtime = openRuntime('auto');

function openRuntime(device: DeviceChoice): WebRuntime {
  return createWebRuntime({
    worker: () => new Worker(new URL('./runtime-worker.ts', import.meta.url), { type: 'module' }),
    modelListUrl: new URL('models.json', document.baseURI).href,
    device,
    previews: true,
  });
}

async function showDevices(): Promise<void> {
  const list = element('devices', HTMLUListElement);
  try {
    const { device, devices } = await runtime.describe();
    list.replaceChildren(
      ...devices.map(({ id, reason }) => {
        const item = make(
          'li',
          {},
          make('strong', {}, id === 'webgpu' ? 'WebGPU' : 'WebAssembly'),
          ` ${reason}`,
        );
        item.dataset.chosen = String(id === device.id);
        return item;
      }),
    );
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    list.replaceChildren(make('li', {}, error.message));
  }
}

async function open(example: Example): Promise<void> {
  opened = await fetchWorkflow(example);
  element('name', HTMLElement).textContent = example.name;
  element('description', HTMLElement).textContent = example.description;
  form.show(opened);
  stage.showSample(example.picture, 'What this example paints.');
  for (const button of element('examples', HTMLElement).querySelectorAll('button')) {
    button.ariaPressed = String(button.dataset.example === example.id);
  }
}

async function run(): Promise<void> {
  if (!opened) return;
  setRunning(true);
  stage.begin();
  try {
    const id = await runtime.submit({ document: opened, overrides: form.overrides });
    cancelButton.onclick = () => runtime.cancel(id);
    await stage.follow(runtime.events(id), runtime.assets);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    stage.fail(error.problem);
  } finally {
    setRunning(false);
  }
  if (storage.open) await showStorage(runtime);
}

function setRunning(running: boolean): void {
  runButton.disabled = running;
  cancelButton.hidden = !running;
  devicePicker.disabled = running;
}

async function showExamples(): Promise<void> {
  const examples = await fetchExamples();
  element('examples', HTMLElement).replaceChildren(
    ...examples.map((example) => {
      const picture = make('img', { src: example.picture, alt: '', loading: 'lazy', width: 40, height: 40 });
      const button = make('button', { type: 'button', onclick: () => open(example) }, picture, example.name);
      button.dataset.example = example.id;
      return button;
    }),
  );
  const first = examples.find(({ id }) => id === 'text-to-image') ?? examples[0];
  if (first) await open(first);
}

runButton.onclick = run;
storage.ontoggle = () => storage.open && showStorage(runtime);
devicePicker.onchange = async () => {
  runtime.close();
  runtime = openRuntime(devicePicker.value as DeviceChoice);
  await showDevices();
};

await Promise.all([showExamples(), showDevices()]);
