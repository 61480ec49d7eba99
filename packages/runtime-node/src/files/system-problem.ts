import { type Problem, problem } from '@latentgraph/graph-core';

const causes: Readonly<Record<string, { readonly why: string; readonly remedy: string }>> = {
  ENOENT: { why: 'there is no such file', remedy: 'Check the path and the folder you are in.' },
  EISDIR: { why: 'it is a folder', remedy: 'Name a file inside it.' },
  ENOTDIR: { why: 'it is no folder, or a part of the path is a file', remedy: 'Check the path.' },
  EEXIST: { why: 'there is a file of that name', remedy: 'Choose another name.' },
  EACCES: { why: 'permission is denied', remedy: 'Choose another place, or change its permissions.' },
  EPERM: { why: 'permission is denied', remedy: 'Choose another place, or change its permissions.' },
  EROFS: { why: 'the disk is read-only', remedy: 'Choose a place on another disk.' },
  ENOSPC: { why: 'the disk is full', remedy: 'Free some space, or choose a place on another disk.' },
  EDQUOT: { why: 'the disk quota is used up', remedy: 'Free some space, or choose another place.' },
  EIO: { why: 'the disk reports an error', remedy: 'Check the disk, and copy what is on it to another one.' },
  EFBIG: {
    why: 'the file would be larger than this disk or account allows',
    remedy: 'Choose another place.',
  },
  ELOOP: { why: 'a part of the path is a link to itself', remedy: 'Check the path.' },
  EMFILE: {
    why: 'too many files are open',
    remedy: 'Close some programs, or raise the limit of open files.',
  },
  ENFILE: {
    why: 'too many files are open',
    remedy: 'Close some programs, or raise the limit of open files.',
  },
  ENAMETOOLONG: { why: 'the name is too long', remedy: 'Choose a shorter name.' },
};

/**
 * What the operating system refused, as a problem.
 *
 * @param doing `Cannot read the workflow 'a.json'`
 * @throws the error itself when it is none of the system's
 */
export function systemProblem(error: unknown, doing: string): Problem {
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string' || !/^E[A-Z]/.test(code)) throw error;
  const cause = causes[code] ?? { why: `the system says ${code}`, remedy: 'Try another place.' };
  return problem({
    code: `file-${code.toLowerCase()}`,
    message: `${doing}: ${cause.why}.`,
    remedy: cause.remedy,
  });
}
