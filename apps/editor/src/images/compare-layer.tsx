import type { LayerProps } from '../app/views.ts';
import { Dialog } from '../ui/dialog.tsx';
import { CompareView } from './compare-view.tsx';
import { namesApart } from './names-apart.ts';
import { useViewedPictures } from './viewed-picture.ts';

export function CompareLayer({ layer, onClose }: LayerProps<'compare'>) {
  const [left, right] = useViewedPictures([layer.left, layer.right]);
  const [leftName, rightName] = namesApart(left?.origin, right?.origin);
  return (
    <Dialog open onClose={onClose} title="Compare" size="large">
      {left && right && (
        <CompareView left={{ ...left, title: leftName }} right={{ ...right, title: rightName }} />
      )}
    </Dialog>
  );
}
