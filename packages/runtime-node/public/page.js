// Runs and their pictures, until the editor takes this place. Text of others is set as text, never as markup.

const REFRESH_MS = 2000;
const byId = (id) => document.getElementById(id);
const list = byId('runs');
const template = byId('run');
const viewer = byId('viewer');

/** Run id → its row; rows stay in place, so that nothing flickers. */
const rows = new Map();
/** Run id → stream of the events of a run that goes on. */
const streams = new Map();
let shown = 20;

async function call(path, options = {}) {
  const response = await fetch(path, options);
  if (response.status === 204) return undefined;
  const body = await response.json();
  if (!response.ok)
    throw new Error(body.problems.map(({ message, remedy }) => `${message} ${remedy}`).join(' '));
  return body;
}

function say(text) {
  byId('notice').hidden = text === '';
  byId('notice').textContent = text;
}

async function attempt(work) {
  try {
    await work();
  } catch (error) {
    say(error.message);
  }
}

async function refresh() {
  const search = byId('search').value.trim();
  const query = new URLSearchParams({ limit: String(shown), ...(search === '' ? {} : { search }) });
  const { runs, next } = await call(`/api/runs?${query}`);
  const known = new Set(runs.map(({ id }) => id));
  for (const [id, row] of rows) {
    if (known.has(id)) continue;
    row.remove();
    rows.delete(id);
    streams.get(id)?.close();
    streams.delete(id);
  }
  runs.forEach((run, index) => {
    const row = rows.get(run.id) ?? newRow(run.id);
    if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null);
    showRun(row, run);
  });
  byId('more').hidden = next === null;
  say(
    runs.length > 0
      ? ''
      : search === ''
        ? 'No runs yet. Run a workflow file to see its pictures here.'
        : 'No run matches.',
  );
}

function newRow(id) {
  const row = template.content.firstElementChild.cloneNode(true);
  row.querySelector('.cancel').addEventListener('click', () =>
    attempt(async () => {
      await call(`/api/runs/${id}/cancel`, { method: 'POST' });
      await refresh();
    }),
  );
  row.querySelector('.remove').addEventListener('click', () =>
    attempt(async () => {
      await call(`/api/runs/${id}`, { method: 'DELETE' });
      await refresh();
    }),
  );
  rows.set(id, row);
  return row;
}

function showRun(row, { id, state, name, position, submittedAt, endedAt, problems, outputs }) {
  const part = (selector) => row.querySelector(selector);
  const isActive = state === 'queued' || state === 'running';
  part('.state').textContent = state === 'queued' ? `queued ${position + 1}` : state;
  part('.state').dataset.state = state;
  part('.name').textContent = name ?? 'Untitled';
  part('time').textContent = new Date(endedAt ?? submittedAt).toLocaleString();
  part('.cancel').hidden = !isActive;
  part('.remove').hidden = isActive;
  const problem = problems.find(({ severity }) => severity === 'error');
  part('.problem').hidden = problem === undefined;
  part('.problem').textContent = problem === undefined ? '' : `${problem.message} ${problem.remedy}`;
  showPictures(part('.pictures'), outputs);
  if (state === 'running') followProgress(id, part('progress'));
  else part('progress').hidden = true;
}

function showPictures(box, outputs) {
  for (const { asset, node } of outputs.slice(box.children.length)) {
    const button = document.createElement('button');
    button.type = 'button';
    const image = document.createElement('img');
    image.src = `/api/assets/${asset}/thumbnail?size=256`;
    image.alt = `Picture of ${node}`;
    image.loading = 'lazy';
    button.append(image);
    button.addEventListener('click', () => view(asset));
    box.append(button);
  }
}

function view(asset) {
  viewer.querySelector('img').src = `/api/assets/${asset}`;
  viewer.querySelector('a').href = `/api/assets/${asset}`;
  viewer.querySelector('a').download = `${asset.slice(0, 12)}.png`;
  viewer.showModal();
}

function followProgress(id, bar) {
  if (streams.has(id)) return;
  const stream = new EventSource(`/api/runs/${id}/events`);
  streams.set(id, stream);
  stream.addEventListener('message', ({ data }) => {
    const event = JSON.parse(data);
    if (event.type === 'stepFinished') {
      bar.hidden = false;
      bar.value = event.step / event.count;
    }
    if (!['finished', 'failed', 'cancelled'].includes(event.type)) return;
    stream.close();
    streams.delete(id);
    attempt(refresh);
  });
}

byId('search').addEventListener('input', () => attempt(refresh));
byId('more').addEventListener('click', () => {
  shown = Math.min(shown + 40, 200);
  attempt(refresh);
});
byId('file').addEventListener('change', ({ target }) =>
  attempt(async () => {
    const [file] = target.files;
    target.value = '';
    const body = JSON.stringify({ document: JSON.parse(await file.text()) });
    await call('/api/runs', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    await refresh();
  }),
);
viewer.addEventListener('click', ({ target }) => {
  if (target === viewer) viewer.close();
});

await attempt(async () => {
  const { device, version } = await call('/api/runtime');
  byId('device').textContent = `${version} on ${device.id}`;
});
await attempt(refresh);
setInterval(() => {
  if (!document.hidden) attempt(refresh);
}, REFRESH_MS);
