/** D50 white of the profile connection space, in XYZ. */
const D50 = [0.9642, 1, 0.8249] as const;

/** Red, green and blue of Adobe RGB (1998) in XYZ, adapted to D50. */
export const ADOBE_RGB = {
  gamma: 563 / 256,
  columns: [
    [0.60974, 0.31111, 0.01947],
    [0.20528, 0.62567, 0.06087],
    [0.14919, 0.06322, 0.74457],
  ],
} as const;

/** The same of Display P3, with a plain gamma. */
export const WIDE_RGB = {
  gamma: 2.2,
  columns: [
    [0.51512, 0.2412, -0.00105],
    [0.29198, 0.69225, 0.04189],
    [0.1571, 0.06657, 0.78407],
  ],
} as const;

interface RgbSpace {
  readonly gamma: number;
  /** XYZ of red, of green, of blue. */
  readonly columns: readonly [Xyz, Xyz, Xyz];
}

type Xyz = readonly [number, number, number];

/** An ICC profile, version 2.1, of three colours and one curve. */
export function rgbProfile({ gamma, columns: [red, green, blue] }: RgbSpace): Buffer {
  const curve = curveTag(gamma);
  return profile('RGB ', {
    ...{ rXYZ: xyzTag(red), gXYZ: xyzTag(green), bXYZ: xyzTag(blue) },
    ...{ rTRC: curve, gTRC: curve, bTRC: curve },
  });
}

/** An ICC profile of greys by one curve. */
export function greyProfile(gamma: number): Buffer {
  return profile('GRAY', { kTRC: curveTag(gamma) });
}

function profile(space: string, colours: Readonly<Record<string, Buffer>>): Buffer {
  const tags = { desc: descriptionTag('Test'), cprt: textTag('CC0'), wtpt: xyzTag(D50), ...colours };
  const entries = Object.entries(tags);
  const table = Buffer.alloc(4 + entries.length * 12);
  table.writeUInt32BE(entries.length);
  let offset = 128 + table.length;
  for (const [index, [name, tag]] of entries.entries()) {
    table.write(name, 4 + index * 12, 'latin1');
    table.writeUInt32BE(offset, 8 + index * 12);
    table.writeUInt32BE(tag.length, 12 + index * 12);
    offset += tag.length;
  }
  return Buffer.concat([header(space, offset), table, ...Object.values(tags)]);
}

function header(space: string, sizeBytes: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.writeUInt32BE(sizeBytes);
  bytes.writeUInt32BE(0x02100000, 8);
  bytes.write(`mntr${space}XYZ `, 12, 'latin1');
  bytes.write('acsp', 36, 'latin1');
  xyzNumbers(D50).copy(bytes, 68);
  return bytes;
}

function xyzTag(xyz: Xyz): Buffer {
  return Buffer.concat([tagStart('XYZ '), xyzNumbers(xyz)]);
}

/** One number, as u8Fixed8: a plain gamma. */
function curveTag(gamma: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32BE(1);
  bytes.writeUInt16BE(Math.round(gamma * 256), 4);
  return Buffer.concat([tagStart('curv'), bytes]);
}

function textTag(text: string): Buffer {
  return padded(Buffer.concat([tagStart('text'), Buffer.from(`${text}\0`, 'latin1')]));
}

function descriptionTag(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length + 1);
  // No Unicode text (8 bytes) and no Macintosh text (70 bytes) follow.
  return padded(
    Buffer.concat([tagStart('desc'), length, Buffer.from(`${text}\0`, 'latin1'), Buffer.alloc(78)]),
  );
}

function tagStart(type: string): Buffer {
  return Buffer.from(`${type}\0\0\0\0`, 'latin1');
}

/** As s15Fixed16. */
function xyzNumbers(xyz: Xyz): Buffer {
  const bytes = Buffer.alloc(12);
  for (const [index, value] of xyz.entries()) bytes.writeInt32BE(Math.round(value * 65_536), index * 4);
  return bytes;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}
