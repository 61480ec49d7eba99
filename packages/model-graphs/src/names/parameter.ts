/** One weight of a component: its canonical name, the shape that its architecture gives it, and its place in a layout. */
export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly stored: StoredAs;
}

/** How a layout stores a parameter. */
export interface StoredAs {
  readonly name: string;
  /** The rows [from, to) of a tensor that holds several parameters, and how many rows it has. */
  readonly rows?: { readonly from: number; readonly to: number; readonly of: number };
  /** Whether the tensor is the transpose. */
  readonly transposed?: true;
}

/** A module's name among the canonical ones, and in the layout. */
export interface ModuleName {
  readonly canonical: string;
  readonly stored: string;
}

/** A module inside another; its own name is the same in both unless the layout's is given. */
export function inside(module: ModuleName, canonical: string, stored = canonical): ModuleName {
  return { canonical: join(module.canonical, canonical), stored: join(module.stored, stored) };
}

function join(parent: string, child: string): string {
  return parent === '' ? child : `${parent}.${child}`;
}

/** Collects the parameters of modules, in the order in which they are named. */
export class ParameterList {
  readonly parameters: Parameter[] = [];

  /** A matrix [outputs, inputs], and a bias unless told otherwise. */
  linear(module: ModuleName, outputs: number, inputs: number, bias = true): void {
    this.#add(module, 'weight', [outputs, inputs]);
    if (bias) this.#add(module, 'bias', [outputs]);
  }

  /** A square kernel over [outputs, inputs] channels, and a bias. */
  conv(module: ModuleName, outputs: number, inputs: number, kernel: 1 | 3): void {
    this.#add(module, 'weight', [outputs, inputs, kernel, kernel]);
    this.#add(module, 'bias', [outputs]);
  }

  /** Scale and shift of a GroupNorm or LayerNorm. */
  norm(module: ModuleName, width: number): void {
    this.#add(module, 'weight', [width]);
    this.#add(module, 'bias', [width]);
  }

  /** A parameter whose place is not that of its module. */
  add(name: string, shape: readonly number[], stored: StoredAs): void {
    this.parameters.push({ name, shape, stored });
  }

  #add(module: ModuleName, leaf: 'weight' | 'bias', shape: readonly number[]): void {
    this.add(`${module.canonical}.${leaf}`, shape, { name: `${module.stored}.${leaf}` });
  }
}
