import { Brush, X } from 'lucide-react';
import { useServices } from '../../app/services-context.tsx';
import { usePictureUrl } from '../../run/use-picture-url.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './mask-widget.module.css';
import type { WidgetProps } from './widget.ts';

/** A mask painted by hand: shown small, painted in a layer of its own. */
export function MaskWidget({ node, param, value, describedBy, change }: WidgetProps) {
  const { views } = useServices();
  const asset = String(value);
  const url = usePictureUrl(asset === '' ? undefined : { asset });
  return (
    <section className={styles.mask} aria-label={param.title} aria-describedby={describedBy}>
      {url !== undefined && (
        <img className={styles.picture} src={url} alt="The painted mask" draggable={false} />
      )}
      <span className={styles.row}>
        <Button
          icon={Brush}
          className={styles.paint}
          onClick={() => views.open({ kind: 'mask-painter', node })}
        >
          {asset === '' ? 'Paint' : 'Go on painting'}
        </Button>
        {asset !== '' && <IconButton icon={X} label="Remove the paint" onClick={() => change('')} />}
      </span>
    </section>
  );
}
