import { MAIN_GRAPH, type NodeRecord, type WorkflowDocument } from '../document/schema.ts';

/** One pass of a zone's body: what its nodes gave in this step, and what they keep over all steps. */
interface Frame {
  readonly step: { readonly index: number; readonly count: number } | null;
  readonly carried: Outputs;
  readonly results: Map<string, Outputs>;
  readonly totals: Map<string, number>;
}

type Outputs = Readonly<Record<string, number | boolean>>;

export interface Interpretation {
  /** Values that each Save was given, in order. */
  readonly saved: Readonly<Record<string, readonly unknown[]>>;
  /** How often each node ran. */
  readonly runs: Readonly<Record<string, number>>;
}

/**
 * Runs a sound document of toy nodes in the plainest way that the rules allow: by recursion from what is saved, with
 * nothing planned, shared, freed or cached. Slow, and right by inspection.
 */
export function interpret(document: WorkflowDocument): Interpretation {
  return new Interpreter(document).run();
}

class Interpreter {
  readonly #nodes: Readonly<Record<string, NodeRecord>>;
  readonly #document: WorkflowDocument;
  readonly #above = new Map<string, ReadonlySet<string>>();
  readonly #saved: Record<string, unknown[]> = {};
  readonly #runs: Record<string, number> = {};

  constructor(document: WorkflowDocument) {
    this.#document = document;
    this.#nodes = document.graphs[MAIN_GRAPH].nodes;
  }

  run(): Interpretation {
    this.#runScope([], [newFrame(null, {}, new Map())]);
    return { saved: this.#saved, runs: this.#runs };
  }

  /** Everything that has an effect in one scope: saves, and zones with saves inside. */
  #runScope(zones: readonly string[], frames: readonly Frame[]): void {
    for (const [id, { type }] of Object.entries(this.#nodes)) {
      if (type !== 'Save') continue;
      const around = this.#zonesAround(id);
      if (zones.some((zone, depth) => around[depth] !== zone)) continue;
      if (around.length === zones.length) this.#outputs(id, frames);
      else this.#outputs(this.#endOf(around[zones.length]!), frames);
    }
  }

  /** @param frames outermost first, one for the graph and one for each zone that is running */
  #outputs(id: string, frames: readonly Frame[]): Outputs {
    const own = frames.slice(0, this.#zonesAround(id).length + 1);
    const { results } = own.at(-1)!;
    const known = results.get(id);
    if (known) return known;
    const outputs = this.#nodes[id]!.type === 'LoopEnd' ? this.#loop(id, own) : this.#apply(id, own);
    results.set(id, outputs);
    return outputs;
  }

  #loop(end: string, frames: readonly Frame[]): Outputs {
    const zone = this.#nodes[end]!.params.zone as string;
    const start = this.#startOf(zone);
    const read = (id: string, port: string, otherwise = 0) => this.#input(id, port, frames) ?? otherwise;
    let carried: Outputs = { value: read(start, 'value'), extra: read(start, 'extra') };
    const totals = new Map<string, number>();
    const count = this.#nodes[start]!.params.count as number;
    for (let index = 0; index < count; index++) {
      const inside = [...frames, newFrame({ index, count }, carried, totals)];
      this.#runScope(this.#zonesAround(start).concat(zone), inside);
      carried = {
        value: this.#input(end, 'value', inside)!,
        extra: this.#input(end, 'extra', inside) ?? 0,
      };
    }
    return carried;
  }

  #apply(id: string, frames: readonly Frame[]): Outputs {
    const { type, params } = this.#nodes[id]!;
    const read = (port: string) => this.#input(id, port, frames) as number | undefined;
    const param = (name: string) => read(name) ?? (params[name] as number | undefined) ?? 0;
    const { step, carried, totals } = frames.at(-1)!;
    if (type === 'LoopStart') return { ...carried, index: step!.index };
    this.#runs[id] = (this.#runs[id] ?? 0) + 1;
    switch (type) {
      case 'Constant':
      case 'Whole':
        return { value: param('value') };
      case 'Add':
        return { sum: read('a')! + (read('b') ?? 0) + param('bonus') };
      case 'Double':
        return { twice: 2 * read('a')! };
      case 'Sum':
        return { sum: this.#list(id, 'terms', frames).reduce((a, b) => a * 10 + b, 0) };
      case 'Before':
        return { yes: read('index')! < param('limit') };
      case 'Choose':
        return { value: read(this.#input(id, 'condition', frames) ? 'whenTrue' : 'whenFalse')! };
      case 'Guide': {
        const on = param('scale') !== 1 && (step === null || step.index / step.count < param('until'));
        return { result: read('main')! + (on ? read('other')! : 0) };
      }
      case 'Accumulate':
        totals.set(id, (totals.get(id) ?? 0) + read('a')!);
        return { total: totals.get(id)! };
      case 'Save':
        this.#saved[id] = [...(this.#saved[id] ?? []), read('value')];
        return {};
      default:
        throw new Error(`The interpreter does not know ${type}.`);
    }
  }

  #input(id: string, port: string, frames: readonly Frame[]): number | boolean | undefined {
    const [source] = this.#sources(id, port);
    return source && this.#valueOf(source, frames);
  }

  #list(id: string, port: string, frames: readonly Frame[]): number[] {
    return this.#sources(id, port).map((source) => this.#valueOf(source, frames) as number);
  }

  #valueOf(source: { node: string; port: string }, frames: readonly Frame[]): number | boolean {
    // A start lives in the scope around its zone, but what it gives belongs to the step.
    const { type, params } = this.#nodes[source.node]!;
    if (type !== 'LoopStart') return this.#outputs(source.node, frames)[source.port]!;
    const depth = this.#zonesAround(source.node).length + 1;
    const frame = frames[depth];
    if (!frame) throw new Error(`Zone ${params.zone} is read from outside.`);
    return this.#apply(source.node, frames.slice(0, depth + 1))[source.port]!;
  }

  /** The wires of an input, led past bypassed nodes. */
  #sources(id: string, port: string): { node: string; port: string }[] {
    return this.#document.graphs[MAIN_GRAPH].edges
      .filter(({ to }) => to.node === id && to.port === port)
      .sort((a, b) => (a.to.order ?? 0) - (b.to.order ?? 0))
      .flatMap(({ from }) =>
        this.#nodes[from.node]!.mode === 'bypass' ? this.#sources(from.node, 'a') : [from],
      );
  }

  /** Zones whose body holds a node, outermost first. */
  #zonesAround(id: string): string[] {
    const zones = Object.entries(this.#nodes)
      .filter(([start, { type }]) => type === 'LoopStart' && this.#isAbove(start, id))
      .map(([start, { params }]) => ({ start, zone: params.zone as string }))
      .filter(({ zone }) => this.#endOf(zone) !== id && !this.#isAbove(this.#endOf(zone), id));
    return zones.sort((a, b) => (this.#isAbove(a.start, b.start) ? -1 : 1)).map(({ zone }) => zone);
  }

  #startOf(zone: string): string {
    return this.#find('LoopStart', zone);
  }

  #endOf(zone: string): string {
    return this.#find('LoopEnd', zone);
  }

  #find(type: string, zone: string): string {
    return Object.keys(this.#nodes).find(
      (id) => this.#nodes[id]!.type === type && this.#nodes[id]!.params.zone === zone,
    )!;
  }

  #isAbove(upper: string, lower: string): boolean {
    return this.#allAbove(lower).has(upper);
  }

  #allAbove(id: string): ReadonlySet<string> {
    const known = this.#above.get(id);
    if (known) return known;
    const ports = new Set(
      this.#document.graphs[MAIN_GRAPH].edges.filter(({ to }) => to.node === id).map(({ to }) => to.port),
    );
    const sources = [...ports].flatMap((port) => this.#sources(id, port)).map(({ node }) => node);
    const above = new Set(sources.flatMap((source) => [source, ...this.#allAbove(source)]));
    this.#above.set(id, above);
    return above;
  }
}

function newFrame(step: Frame['step'], carried: Outputs, totals: Map<string, number>): Frame {
  return { step, carried, results: new Map(), totals };
}
