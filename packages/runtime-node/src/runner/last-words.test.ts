import { expect, it } from 'vitest';
import { exitProblem } from './exit-problem.ts';
import { LastWords } from './last-words.ts';

it('ends with the line in which a process gave up, whatever follows it', () => {
  const words = new LastWords();
  for (const text of ['<--- Last few GCs --->\nFATAL ERR', 'OR: Reached heap limit Allocation failed\n']) {
    words.hear(text);
  }
  for (let frame = 0; frame < 1000; frame += 1) words.hear(`${frame}: 0xb8d0a1 node::Abort() [node]\n`);
  expect(words.text.length).toBeLessThan(5000);
  expect(exitProblem({ code: null, signal: 'SIGABRT', stderr: words.text })).toMatchObject({
    code: 'runner-out-of-memory',
    message:
      'The process that ran this job ran out of memory. It last said: FATAL ERROR: Reached heap limit Allocation failed',
  });
});

it('ends with the last line of a process that said nothing of the kind', () => {
  const words = new LastWords();
  words.hear('one\ntwo\n');
  expect(exitProblem({ code: 3, signal: null, stderr: words.text })).toMatchObject({
    code: 'runner-crashed',
    message: 'The process that ran this job ended with exit code 3. It last said: two',
  });
});
