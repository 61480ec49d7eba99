import { ProblemError } from '@latentgraph/graph-core';
import { type IccProfile, latin1, parseIccProfile, unpackPngProfile } from './icc-profile.ts';
import { chunksOf } from './png-chunks.ts';

/** What stands between the numbers in a picture file and sRGB. */
export type PictureColours =
  /** Nothing: no profile, or one that is not of the picture's own channels and so means nothing. */
  | 'srgb'
  /** A profile of curves and a matrix. */
  | 'profile'
  /** A profile of tables, as scanners and printers have them. */
  | 'table-profile'
  /** Inks, with a profile or without. */
  | 'cmyk';

interface Found {
  readonly channels: 'GRAY' | 'RGB ' | 'CMYK';
  readonly profile: IccProfile | undefined;
}

/**
 * How the colours of a picture are to be read. Only embedded ICC profiles count: gamma and primaries that a PNG may name
 * otherwise are not used by any runtime.
 *
 * @param bytes of a format that `requireRasterFormat` lets pass; damaged ones are for the decoder to refuse
 * @throws ProblemError `image-colours-unsupported` for a PNG whose colours are coded as those of video (cICP)
 */
export function coloursOf(bytes: Uint8Array): PictureColours {
  const { channels, profile } = find(bytes);
  if (channels === 'CMYK') return 'cmyk';
  if (profile?.space !== channels) return 'srgb';
  return profile.hasTables ? 'table-profile' : 'profile';
}

function find(bytes: Uint8Array): Found {
  if (bytes[0] === 0x89) return ofPng(bytes);
  if (bytes[0] === 0xff) return ofJpeg(bytes);
  if (latin1(bytes, 8, 4) === 'WEBP') return { channels: 'RGB ', profile: profileOfWebp(bytes) };
  if (latin1(bytes, 4, 4) === 'ftyp') return { channels: 'RGB ', profile: profileOfAvif(bytes) };
  return { channels: 'RGB ', profile: undefined };
}

/** Bit 2 of the colour type says that there is colour. PNG specification, third edition, 11.2.1. */
const PNG_COLOR = 2;
/** Primaries and curve of sRGB, full range, as cICP has them (ITU-T H.273). */
const SRGB_CODE = [1, 13, 0, 1];

function ofPng(bytes: Uint8Array): Found {
  const { chunks } = chunksOf(bytes);
  const dataOf = (type: string) => chunks.find((chunk) => chunk.type === type)?.data;
  const colorType = dataOf('IHDR')?.[9] ?? PNG_COLOR;
  const packed = dataOf('iCCP');
  const coded = dataOf('cICP');
  if (coded && (packed || SRGB_CODE.some((code, index) => coded[index] !== code))) throw videoColours();
  return {
    channels: colorType & PNG_COLOR ? 'RGB ' : 'GRAY',
    profile: packed && unpackPngProfile(packed),
  };
}

/** JPEG's markers by their second byte (ITU-T T.81, table B.1). */
const APP2 = 0xe2;
const START_OF_SCAN = 0xda;
/** Frames begin with C0 to CF, but for tables and the arithmetic coder's settings. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const PROFILE_KEY = 'ICC_PROFILE\0';
const JPEG_CHANNELS: Readonly<Record<number, Found['channels']>> = { 1: 'GRAY', 3: 'RGB ', 4: 'CMYK' };

function ofJpeg(bytes: Uint8Array): Found {
  let channels: Found['channels'] = 'RGB ';
  let profile: IccProfile | undefined;
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!;
    // Any number of FF may stand before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === START_OF_SCAN) break;
    const end = at + 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
    const content = bytes.subarray(at + 4, end);
    if (isFrame(marker)) channels = JPEG_CHANNELS[content[5] ?? 3] ?? channels;
    // Header and tags stand in the first of the segments that a profile is cut into.
    if (marker === APP2 && latin1(content, 0, PROFILE_KEY.length) === PROFILE_KEY) {
      profile ??= parseIccProfile(content.subarray(PROFILE_KEY.length + 2));
    }
    at = end;
  }
  return { channels, profile };
}

function profileOfWebp(bytes: Uint8Array): IccProfile | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 12;
  while (at + 8 <= bytes.length) {
    const length = view.getUint32(at + 4, true);
    if (latin1(bytes, at, 4) === 'ICCP') return parseIccProfile(bytes.subarray(at + 8, at + 8 + length));
    at += 8 + length + (length % 2);
  }
  return undefined;
}

/** Where the boxes that describe an AVIF's picture stand. */
const AVIF_HEAD_BYTES = 64 * 1024;

function profileOfAvif(bytes: Uint8Array): IccProfile | undefined {
  const head = Array.from(bytes.subarray(0, AVIF_HEAD_BYTES), (byte) => String.fromCharCode(byte)).join('');
  const at = head.search(/colr(?:prof|rICC)/);
  return at < 0 ? undefined : parseIccProfile(bytes.subarray(at + 8));
}

function videoColours(): ProblemError {
  return new ProblemError({
    code: 'image-colours-unsupported',
    message: 'The colours of this PNG are coded as those of video (cICP), which Latentgraph does not read.',
    remedy: 'Save it in sRGB, or with an ICC profile.',
  });
}
