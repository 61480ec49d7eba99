import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../app/services-context.tsx';
import { speakEdits } from './speak-edits.ts';

/** What a screen reader says of what happens elsewhere on the page. */
export function Announcer() {
  const { editor, notices } = useServices();
  const spoken = useStore(notices.spoken);
  useEffect(() => speakEdits(editor, notices), [editor, notices]);
  return (
    <div className="visually-hidden" role="status">
      {spoken.text}
    </div>
  );
}
