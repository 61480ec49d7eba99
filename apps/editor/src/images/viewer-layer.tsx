import { useState } from 'react';
import type { LayerProps } from '../app/views.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ImageViewer } from './image-viewer.tsx';
import { ResultTools } from './result-tools.tsx';
import { useViewedPictures } from './viewed-picture.ts';

export function ViewerLayer({ layer: { pictures, index: startIndex }, onClose }: LayerProps<'viewer'>) {
  const viewed = useViewedPictures(pictures);
  const [index, setIndex] = useState(startIndex);
  const origin = viewed[index]?.origin;
  return (
    <Dialog open onClose={onClose} title={origin?.name ?? 'Picture'} size="large">
      <ImageViewer pictures={viewed} index={index} onIndex={setIndex}>
        {origin?.result && <ResultTools result={origin.result} />}
      </ImageViewer>
    </Dialog>
  );
}
