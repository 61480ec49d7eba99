import { expect, it } from 'vitest';
import { ProtobufWriter } from './protobuf-writer.ts';

function written(write: (message: ProtobufWriter) => void): number[] {
  const message = new ProtobufWriter();
  write(message);
  return [...message.finish()];
}

it('writes the examples of the encoding guide', () => {
  expect(written((message) => message.integer(1, 150))).toEqual([0x08, 0x96, 0x01]);
  expect(written((message) => message.text(2, 'testing'))).toEqual([
    0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67,
  ]);
  expect(written((message) => message.message(3, (inner) => inner.integer(1, 150)))).toEqual([
    0x1a, 0x03, 0x08, 0x96, 0x01,
  ]);
  expect(written((message) => message.integers(6, [3, 270, 86942]))).toEqual([
    0x32, 0x06, 0x03, 0x8e, 0x02, 0x9e, 0xa7, 0x05,
  ]);
});

it('writes negative numbers as ten bytes, large ones exactly, and floats', () => {
  expect(written((message) => message.integer(3, -1))).toEqual([0x18, ...new Array(9).fill(0xff), 0x01]);
  expect(written((message) => message.integer(1, 2 ** 53 - 1))).toEqual([
    0x08,
    ...new Array(7).fill(0xff),
    0x0f,
  ]);
  expect(written((message) => message.float(2, 1.5))).toEqual([0x15, 0, 0, 0xc0, 0x3f]);
});

it('writes texts that are not ASCII as UTF-8', () => {
  expect(written((message) => message.text(1, 'é/ü'))).toEqual([0x0a, 5, 0xc3, 0xa9, 0x2f, 0xc3, 0xbc]);
});

it('grows with what is written', () => {
  const bytes = written((message) => {
    for (let i = 0; i < 100; i++) message.bytes(1, new Uint8Array(50).fill(i));
  });
  expect(bytes).toEqual(Array.from({ length: 100 }, (_, i) => [0x0a, 50, ...new Array(50).fill(i)]).flat());
});
