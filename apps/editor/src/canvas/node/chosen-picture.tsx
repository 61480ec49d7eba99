import type { AnyNodeDefinition, NodeRecord } from '@latentgraph/graph-core';
import { describeParams } from '../../params/describe-params.ts';
import { usePictureUrl } from '../../run/use-picture-url.ts';
import styles from './chosen-picture.module.css';

/** The asset of the picture that was chosen or painted in a node; undefined where there is none. */
export function chosenAsset(
  { params }: NodeRecord,
  definition: AnyNodeDefinition | undefined,
): string | undefined {
  if (definition === undefined) return undefined;
  const param = describeParams(definition).find(({ widget }) => widget === 'image' || widget === 'mask');
  const asset = param && params[param.name];
  return typeof asset === 'string' && asset !== '' ? asset : undefined;
}

/** The picture of a node that is seen from afar; its field, which is not drawn then, has its name. */
export function ChosenPicture({ asset }: { readonly asset: string }) {
  const url = usePictureUrl({ asset });
  return url === undefined ? null : <img className={styles.picture} src={url} alt="" draggable={false} />;
}
