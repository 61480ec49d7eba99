import { builtinRegistry } from '@latentgraph/nodes';
import { ShieldAlert } from 'lucide-react';
import { useEditor, useFiles, useServices } from '../app/services-context.tsx';
import { countOf } from '../run/words.ts';
import { Button } from '../ui/button.tsx';
import { type Requirements, requirementsOf } from './requirements.ts';
import styles from './restricted-bar.module.css';
import { originText } from './restriction.ts';

/** Stands above a workflow from elsewhere until it is allowed to run. */
export function RestrictedBar() {
  const origin = useFiles((state) => state.restricted);
  return origin === null ? null : <Bar whence={originText(origin, 'This workflow')} />;
}

function Bar({ whence }: { readonly whence: string }) {
  const { views } = useServices();
  const document = useEditor(({ history }) => history.document);
  return (
    <section className={styles.bar} aria-label="Restricted workflow">
      <ShieldAlert aria-hidden size={16} strokeWidth={1.75} className={styles.icon} />
      <p className={styles.text}>
        <strong>{whence}</strong> It runs once you allow it.{' '}
        {wantsText(requirementsOf(document, builtinRegistry))}
      </p>
      <Button onClick={() => views.open({ kind: 'restricted' })}>Check and allow…</Button>
    </section>
  );
}

function wantsText({ models, assets, unknownTypes }: Requirements): string {
  const parts = [
    ...(models.length > 0
      ? [`the model${models.length > 1 ? 's' : ''} ${models.map(({ name }) => name).join(', ')}`]
      : []),
    ...(assets.length > 0 ? [countOf(assets.length, 'picture')] : []),
  ];
  const wants = parts.length === 0 ? '' : `It wants ${parts.join(' and ')}.`;
  const unknown = unknownTypes.length === 0 ? '' : ` It has nodes that are not known here.`;
  return wants + unknown;
}
