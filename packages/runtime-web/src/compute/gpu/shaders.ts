/**
 * The tensor operations as compute shaders, one invocation an element. Parameters come as 32-bit words: how many
 * invocations, then what each shader lists. `real(at)` reads a word as a float.
 */
export interface Shader {
  /** Element types of the inputs `x0`, `x1` … and of `result`. */
  readonly inputs: readonly ('f32' | 'u32')[];
  readonly result: 'f32' | 'u32';
  /** Statements for element `i`. */
  readonly body: string;
}

export const WORKGROUP_SIZE = 64;

/** Words: the length of a sample, then for each sample one factor a term. */
export function combineShader(terms: number): Shader {
  const sum = Array.from({ length: terms }, (_, term) => `real(at + ${term}u) * x${term}[i]`).join(' + ');
  return {
    inputs: new Array<'f32'>(terms).fill('f32'),
    result: 'f32',
    body: `let at = 2u + (i / params[1]) * ${terms}u; result[i] = ${sum};`,
  };
}

/** Words: the rank, then for each axis its stride, its size and the mask's stride. */
export const blendShader: Shader = {
  inputs: ['f32', 'f32', 'f32'],
  result: 'f32',
  body: `
    var at = 0u;
    for (var axis = 0u; axis < params[1]; axis++) {
      let word = 2u + axis * 3u;
      at += (i / params[word]) % params[word + 1u] * params[word + 2u];
    }
    result[i] = (1.0 - x2[at]) * x0[i] + x2[at] * x1[i];`,
};

/** Words: the size of a plane, channels in and out, one bias a channel out, the matrix row by row. */
export const mixChannelsShader: Shader = {
  inputs: ['f32'],
  result: 'f32',
  body: `
    let plane = params[1];
    let inputs = params[2];
    let outputs = params[3];
    let channel = i / plane % outputs;
    let source = i / (plane * outputs) * plane * inputs + i % plane;
    let row = 4u + outputs + channel * inputs;
    var sum = real(4u + channel);
    for (var input = 0u; input < inputs; input++) { sum += real(row + input) * x0[source + input * plane]; }
    result[i] = sum;`,
};

/** Words: the length of a sample, then for each sample its least and its greatest value. */
export const clampShader: Shader = {
  inputs: ['f32'],
  result: 'f32',
  body: 'let at = 2u + i / params[1] * 2u; result[i] = clamp(x0[i], real(at), real(at + 1u));',
};

/** Copies rows. Words: the length of a row, stride and offset in the source, stride and offset in the result. */
export const copyRowsShader: Shader = {
  inputs: ['f32'],
  result: 'f32',
  body: `
    let row = i / params[1];
    let column = i % params[1];
    result[row * params[4] + params[5] + column] = x0[row * params[2] + params[3] + column];`,
};

/** Words: height and width of the source and of the result, then low, high and weight of each row, of each column. */
export const resizeShader: Shader = {
  inputs: ['f32'],
  result: 'f32',
  body: `
    let width = params[2];
    let row = 5u + i / params[4] % params[3] * 3u;
    let column = 5u + (params[3] + i % params[4]) * 3u;
    let plane = i / (params[3] * params[4]) * params[1] * width;
    let low = plane + params[row] * width;
    let high = plane + params[row + 1u] * width;
    let top = mix(x0[low + params[column]], x0[low + params[column + 1u]], real(column + 2u));
    let bottom = mix(x0[high + params[column]], x0[high + params[column + 1u]], real(column + 2u));
    result[i] = mix(top, bottom, real(row + 2u));`,
};

/** Two half-precision numbers a word, without the device having to know half precision. Words: how many numbers. */
export const packHalfShader: Shader = {
  inputs: ['f32'],
  result: 'u32',
  body: `
    let second = i * 2u + 1u;
    let last = params[1] - 1u;
    result[i] = pack2x16float(vec2(x0[i * 2u], select(0.0, x0[min(second, last)], second <= last)));`,
};

export const unpackHalfShader: Shader = {
  inputs: ['u32'],
  result: 'f32',
  body: 'result[i] = unpack2x16float(x0[i / 2u])[i % 2u];',
};

/**
 * Marks the only element of the result where a float32 is NaN or infinite. By its bits: shaders may be compiled as if no such
 * values existed (WGSL, 15.7.2).
 */
export const notFiniteShader: Shader = {
  inputs: ['u32'],
  result: 'f32',
  body: 'if ((x0[i] & 0x7f800000u) == 0x7f800000u) { result[0] = 1.0; }',
};

export function shaderCode({ inputs, result, body }: Shader): string {
  const bindings = inputs.map(
    (type, index) => `@group(0) @binding(${index + 1}) var<storage, read> x${index}: array<${type}>;`,
  );
  return `
    @group(0) @binding(0) var<storage, read> params: array<u32>;
    ${bindings.join('\n    ')}
    @group(0) @binding(${inputs.length + 1}) var<storage, read_write> result: array<${result}>;
    fn real(at: u32) -> f32 { return bitcast<f32>(params[at]); }
    @compute @workgroup_size(${WORKGROUP_SIZE})
    fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
      let i = id.y * groups.x * ${WORKGROUP_SIZE}u + id.x;
      if (i >= params[0]) { return; }
      ${body}
    }`;
}
