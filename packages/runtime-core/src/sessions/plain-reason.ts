/** Three lines on a screen. */
const MAX_LENGTH = 240;

/** `/…/bfc_arena.cc:360 void* onnxruntime::…(size_t, bool) `: where in its source onnxruntime stood. */
const IN_SOURCE = /^\S+\.(?:cc|cpp|cu|h):\d+ [^()]*\([^)]*\)(?: const)?\s*/;

/** What onnxruntime has to say of a failure, on one line, without where in its own source it stood. */
export function plainReason(reason: string): string {
  const [, status = reason] = reason.split('Status Message: ');
  const plain = status.replace(/\s+/g, ' ').trim().replace(IN_SOURCE, '').replace(/\.$/, '');
  return plain.length <= MAX_LENGTH ? plain : `${plain.slice(0, MAX_LENGTH).trimEnd()} …`;
}
