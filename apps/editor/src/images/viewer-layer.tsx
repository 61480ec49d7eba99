import type { LayerProps } from '../app/views.ts';
import type { PictureRef } from '../run/run-view.ts';
import { usePictureUrls } from '../run/use-picture-url.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ImageViewer, type ViewedPicture } from './image-viewer.tsx';

export function ViewerLayer({ layer: { pictures, index }, onClose }: LayerProps<'viewer'>) {
  const urls = usePictureUrls(pictures);
  const viewed = pictures.map((picture, at) => viewedPicture(picture, urls[at], at));
  return (
    <Dialog open onClose={onClose} title={pictures.length > 1 ? 'Pictures' : 'Picture'} size="large">
      <ImageViewer pictures={viewed} startIndex={index} />
    </Dialog>
  );
}

export function viewedPicture(picture: PictureRef, url: string | undefined, at: number): ViewedPicture {
  const { widthPx, heightPx, mediaType, asset } = picture;
  const extension = mediaType === 'image/jpeg' ? 'jpg' : 'png';
  return {
    ...{ url, widthPx, heightPx },
    title: `Picture ${at + 1}`,
    fileName: `latentgraph-${asset.slice(0, 8)}.${extension}`,
  };
}
