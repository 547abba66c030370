import { Button, type ButtonProps } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useState } from 'react';
import { call } from '../studio-client.ts';
import { texts } from '../texts.ts';

interface CopyButtonProps {
  label: string;
  /** What goes to the clipboard, redacted on its way. */
  text: () => string;
  appearance?: ButtonProps['appearance'];
  size?: ButtonProps['size'];
  className?: string;
}

/** Copies a text as it may be shared, and says so. */
export function CopyButton({ label, text, appearance = 'secondary', size = 'medium', className }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await call('app.copyText', { text: await call('app.redact', { text: text() }) });
    setCopied(true);
  };
  return (
    <Button
      appearance={appearance}
      size={size}
      icon={<CopyRegular />}
      onClick={() => void copy().catch(() => setCopied(false))}
      onBlur={() => setCopied(false)}
      {...(className && { className })}
    >
      {isCopied ? texts.drawer.copied : label}
    </Button>
  );
}
