import { Button, Field } from '@fluentui/react-components';
import { ImageAddRegular } from '@fluentui/react-icons/svg/image-add';
import { useRef } from 'react';
import { texts } from '../texts.ts';

/** Chooses pictures and clips; the page takes dropped and pasted ones too. */
export function AddPicture({ onFiles }: { onFiles: (files: FileList) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <Field label={texts.create.pictures} hint={texts.create.dropHint}>
      {() => (
        <>
          <Button icon={<ImageAddRegular />} onClick={() => input.current?.click()}>
            {texts.create.addPicture}
          </Button>
          <input
            ref={input}
            type="file"
            hidden
            multiple
            accept="image/png,image/jpeg,image/webp,image/gif,video/mp4,video/quicktime,video/webm,video/x-matroska,.mkv,.m4v"
            aria-label={texts.create.pictures}
            onChange={(event) => {
              if (event.target.files?.length) onFiles(event.target.files);
              event.target.value = '';
            }}
          />
        </>
      )}
    </Field>
  );
}
