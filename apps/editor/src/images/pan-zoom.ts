/** How a picture lies in a box: its scale, and where its top left corner is, in pixels of the screen. */
export interface PanZoom {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const MAX_SCALE = 40;

/** The picture as large as it fits, in the middle; small ones are enlarged, by whole factors where that is more than 2. */
export function fitInto(picture: Size, box: Size, margin = 24): PanZoom {
  const most = Math.min(
    Math.max(box.width - 2 * margin, 1) / picture.width,
    Math.max(box.height - 2 * margin, 1) / picture.height,
  );
  return centred(picture, box, most > 2 ? Math.floor(most) : most);
}

/** The picture in its own size, in the middle. */
export function actualSize(picture: Size, box: Size): PanZoom {
  return centred(picture, box, 1);
}

function centred(picture: Size, box: Size, scale: number): PanZoom {
  return {
    scale,
    x: (box.width - picture.width * scale) / 2,
    y: (box.height - picture.height * scale) / 2,
  };
}

/** How far a wheel was turned down, in pixels: Firefox counts in lines, which are about a third of a notch. */
export function wheelPixels({ deltaY, deltaMode }: Pick<WheelEvent, 'deltaY' | 'deltaMode'>): number {
  const [line, page] = [100 / 3, 800];
  return deltaY * ([1, line, page][deltaMode] ?? 1);
}

/** Zooms so that what is at a point of the box stays there. */
export function zoomAt(
  view: PanZoom,
  factor: number,
  point: { readonly x: number; readonly y: number },
): PanZoom {
  const scale = Math.min(Math.max(view.scale * factor, 0.05), MAX_SCALE);
  const real = scale / view.scale;
  return { scale, x: point.x - (point.x - view.x) * real, y: point.y - (point.y - view.y) * real };
}
