import { ProblemError } from '@latentgraph/graph-core';
import { ImageUp, Maximize2, X } from 'lucide-react';
import { type ClipboardEvent, type DragEvent, useId, useRef, useState } from 'react';
import { useServices } from '../../app/services-context.tsx';
import { usePictureUrl } from '../../run/use-picture-url.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './image-widget.module.css';
import { pictureFileOf } from './picture-file.ts';
import type { WidgetProps } from './widget.ts';

/** A picture: dropped, pasted, or picked from the disk; shown small, opened large. */
export function ImageWidget({ param, value, compact, describedBy, change, refuse }: WidgetProps) {
  const { assets } = useServices();
  const [over, setOver] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const asset = String(value);

  async function take(picture: Blob | undefined): Promise<void> {
    if (!picture) return;
    try {
      change(await assets.add(picture));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      refuse(value, `${error.problem.message} ${error.problem.remedy}`);
    }
  }

  function drop(event: DragEvent): void {
    setOver(false);
    const picture = pictureFileOf(event.dataTransfer);
    if (!picture) return;
    // Here a picture with a workflow inside is a picture; the canvas would open the workflow.
    event.preventDefault();
    event.stopPropagation();
    void take(picture);
  }

  function paste(event: ClipboardEvent): void {
    const picture = pictureFileOf(event.clipboardData);
    if (!picture) return;
    event.preventDefault();
    event.stopPropagation();
    void take(picture);
  }

  const pick = () => file.current?.click();
  return (
    <section
      className={styles.well}
      aria-label={param.title}
      aria-describedby={describedBy}
      data-over={over || undefined}
      data-compact={compact || undefined}
      onDragOver={(event) => {
        if (![...event.dataTransfer.items].some(({ kind }) => kind === 'file')) return;
        event.preventDefault();
        event.stopPropagation();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onPaste={paste}
    >
      {asset === '' ? (
        <Button variant="quiet" className={styles.empty} aria-describedby={hintId} onClick={pick}>
          <ImageUp aria-hidden size={20} strokeWidth={1.5} />
          <span id={hintId}>Drop, paste or choose a picture</span>
        </Button>
      ) : (
        <Chosen asset={asset} title={param.title} onReplace={pick} onRemove={() => change('')} />
      )}
      <input
        ref={file}
        type="file"
        accept="image/*"
        hidden
        onChange={({ target }) => {
          void take(target.files?.[0]);
          // Choosing the same file again is a change, too.
          target.value = '';
        }}
      />
    </section>
  );
}

function Chosen({
  asset,
  title,
  onReplace,
  onRemove,
}: {
  readonly asset: string;
  readonly title: string;
  onReplace(): void;
  onRemove(): void;
}) {
  const { views, runs } = useServices();
  const url = usePictureUrl({ asset });
  const [size, setSize] = useState<{ readonly widthPx: number; readonly heightPx: number }>();
  const open = async () => {
    const picture = await runs.picture(asset);
    if (!picture || !size) return;
    const { mediaType } = picture;
    views.open({ kind: 'viewer', pictures: [{ asset, mediaType, ...size }], index: 0 });
  };
  return (
    <>
      {url === undefined ? (
        <p className={styles.missing}>This picture is not here. Choose it again.</p>
      ) : (
        <img
          className={styles.picture}
          src={url}
          alt={title}
          draggable={false}
          onDoubleClick={open}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setSize({ widthPx: naturalWidth, heightPx: naturalHeight })
          }
        />
      )}
      <span className={styles.bar}>
        <span className={styles.size}>{size ? `${size.widthPx} × ${size.heightPx}` : ''}</span>
        <IconButton icon={Maximize2} label="Show large" disabled={!size} onClick={open} />
        <IconButton icon={ImageUp} label="Choose another picture" onClick={onReplace} />
        <IconButton icon={X} label="Remove the picture" onClick={onRemove} />
      </span>
    </>
  );
}
