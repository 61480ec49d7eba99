import { ImageIcon } from 'lucide-react';
import { usePictureUrl } from '../../run/use-picture-url.ts';
import { previewAt, shownStep } from './playback.ts';
import { usePlayback } from './use-playback.ts';
import styles from './zone-picture.module.css';

/** The picture that a zone foresees at the step that its timeline shows. Takes the same place with and without one. */
export function ZonePicture({ zone }: { readonly zone: string }) {
  const step = usePlayback((state) => shownStep(state, zone));
  const picture = usePlayback((state) => {
    const run = state.zones[zone];
    return run && previewAt(run, shownStep(state, zone));
  });
  // Said only where it is not the last that is seen.
  const count = usePlayback(({ zones, chosen }) =>
    chosen[zone] === undefined ? undefined : zones[zone]?.count,
  );
  const url = usePictureUrl(picture);
  return (
    <figure className={styles.well}>
      {url === undefined ? (
        <figcaption className={styles.empty}>
          <ImageIcon aria-hidden size={20} strokeWidth={1.5} />
          What each step foresees shows here
        </figcaption>
      ) : (
        <img className={styles.picture} src={url} alt={`Foreseen at step ${step}`} draggable={false} />
      )}
      {url !== undefined && count !== undefined && (
        <figcaption className={styles.step}>
          step {step} of {count}
        </figcaption>
      )}
    </figure>
  );
}
