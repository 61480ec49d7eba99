import { collectGarbage } from './collect-garbage.ts';
import { answerPage } from './worker-questions.ts';

answerPage('collect-garbage', () => {
  collectGarbage();
  return 0;
});
