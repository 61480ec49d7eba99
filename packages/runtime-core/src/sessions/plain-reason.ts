/** Three lines on a screen. */
const MAX_LENGTH = 240;

/** What comes before the words of whoever failed: that something failed, and at which node. */
const PREAMBLE = /^.*(?:Status Message|ERROR_MESSAGE): /s;
/** `/…/bfc_arena.cc:360 void* onnxruntime::…(size_t, bool) `: where in its source onnxruntime stood. */
const IN_SOURCE = /\S+\.(?:cc|cpp|cu|h):\d+ [^()]*\([^)]*\)(?: const)?\s*/g;
const ERROR_CLASS = /\[ONNXRuntimeError\] : \d+ : \w+ : /g;

/** What onnxruntime has to say of a failure, on one line, without where in its own source it stood. */
export function plainReason(reason: string): string {
  const words = reason.replace(PREAMBLE, '').replace(IN_SOURCE, '').replace(ERROR_CLASS, '');
  const plain = words.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return plain.length <= MAX_LENGTH ? plain : `${plain.slice(0, MAX_LENGTH).trimEnd()} …`;
}
