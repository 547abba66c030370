import { Button, makeStyles } from '@fluentui/react-components';
import { ImageAddRegular } from '@fluentui/react-icons/svg/image-add';
import { useRef } from 'react';
import { texts } from '../texts.ts';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', columnGap: '12px' },
});

/** Chooses pictures; the page takes dropped and pasted ones too. */
export function AddPicture({ onFiles }: { onFiles: (files: FileList) => void }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.root}>
      <Button icon={<ImageAddRegular />} onClick={() => input.current?.click()}>
        {texts.create.addPicture}
      </Button>
      <span className={rows.hint}>{texts.create.dropHint}</span>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept="image/png,image/jpeg,image/webp,image/gif"
        aria-label={texts.create.addPicture}
        onChange={(event) => {
          if (event.target.files?.length) onFiles(event.target.files);
          event.target.value = '';
        }}
      />
    </div>
  );
}
