import { Check, Copy } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useEditor, useServices } from '../../app/services-context.tsx';
import type { LayerProps } from '../../app/views.ts';
import { countOf } from '../../run/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { writeClipboard } from '../../ui/write-clipboard.ts';
import { assetsNamedIn } from '../document-assets.ts';
import { packLink, SHARE_LIMITS } from '../share/share-link.ts';
import { useLoaded } from '../use-loaded.ts';
import styles from './dialogs.module.css';

/** A link that holds the whole workflow. */
export function ShareDialog({ onClose }: LayerProps<'share'>) {
  const { views } = useServices();
  const document = useEditor(({ history }) => history.document);
  const packed = useLoaded(useCallback(() => packLink(document), [document]));
  const pictures = assetsNamedIn(document).length;
  const exportInstead = <Button onClick={() => views.open({ kind: 'export' })}>Export a file…</Button>;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Share as a link"
      description="The link itself holds the workflow: nothing is uploaded, and it stays as it is now."
    >
      {packed.state === 'loaded' && packed.value.ok && (
        <Link url={location.href.split('#')[0] + packed.value.fragment} />
      )}
      {packed.state === 'loaded' && !packed.value.ok && (
        <div className={styles.note} role="alert">
          {packed.value.problems.map(({ code, message, remedy }) => (
            <p key={code}>
              {message} {remedy}
            </p>
          ))}
          {exportInstead}
        </div>
      )}
      {pictures > 0 && (
        <div className={styles.note}>
          <p>
            {countOf(pictures, 'picture')} that this workflow opens {pictures === 1 ? 'stays' : 'stay'} here:
            a link cannot hold {pictures === 1 ? 'it' : 'them'}. A file can.
          </p>
          {exportInstead}
        </div>
      )}
    </Dialog>
  );
}

function Link({ url }: { readonly url: string }) {
  const { files, notices } = useServices();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    if (!(await writeClipboard(url))) {
      notices.tell('The browser did not allow copying. Select the link and copy it by hand.');
      return;
    }
    setCopied(true);
    notices.announce('Link copied');
    await files.vouchForOpen();
  };
  return (
    <>
      <div className={styles.row}>
        <TextField
          label="Link"
          labelHidden
          className={styles.link}
          readOnly
          value={url}
          onChange={() => undefined}
          onFocus={({ target }) => target.select()}
        />
        <Button variant="primary" icon={copied ? Check : Copy} onClick={() => void copy()}>
          {copied ? 'Copied' : 'Copy'}
        </Button>
      </div>
      {url.length > SHARE_LIMITS.comfortableCharacters && (
        <p className={styles.quiet}>
          With {url.length.toLocaleString('en')} characters it is long: some chat programs cut such links off.
        </p>
      )}
    </>
  );
}
