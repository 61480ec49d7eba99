import type { LayerProps } from '../app/views.ts';
import { usePictureUrls } from '../run/use-picture-url.ts';
import { Dialog } from '../ui/dialog.tsx';
import { CompareView } from './compare-view.tsx';
import { viewedPicture } from './viewer-layer.tsx';

export function CompareLayer({ layer: { left, right }, onClose }: LayerProps<'compare'>) {
  const [leftUrl, rightUrl] = usePictureUrls([left, right]);
  return (
    <Dialog open onClose={onClose} title="Compare" size="large">
      <CompareView
        left={{ ...viewedPicture(left, leftUrl, 0), title: 'Left' }}
        right={{ ...viewedPicture(right, rightUrl, 1), title: 'Right' }}
      />
    </Dialog>
  );
}
