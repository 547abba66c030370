import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

interface FrameProps {
  width: number;
  height: number;
  imageUrl?: string | undefined;
  alt?: string;
  /** Pixels of the window's height that everything but the frame needs. */
  reservedPx: number;
  /** Something other than a picture: the film itself. */
  media?: ReactNode;
  /** Words over the frame. */
  children?: ReactNode;
}

const useStyles = makeStyles({
  root: {
    position: 'relative',
    overflow: 'hidden',
    margin: '0 auto',
    borderRadius: '10px',
    backgroundColor: tokens.colorNeutralBackground3,
    boxShadow: 'var(--aura-frame-shadow)',
  },
  image: {
    display: 'block',
    width: '100%',
    height: '100%',
    objectFit: 'cover',
    animationName: { from: { opacity: 0 }, to: { opacity: 1 } },
    animationDuration: '160ms',
  },
  content: {
    position: 'absolute',
    inset: 0,
    display: 'grid',
    placeItems: 'center',
    padding: '24px',
    color: tokens.colorNeutralForeground3,
    textAlign: 'center',
  },
});

const smallestHeightPx = 150;

/** A frame of the film. It keeps its shape and shrinks before the text around it does. */
export function Frame({ width, height, imageUrl, alt = '', reservedPx, media, children }: FrameProps) {
  const styles = useStyles();
  const ratio = width / height;
  const room = `max(${smallestHeightPx}px, 100vh - ${reservedPx}px)`;
  return (
    <div
      className={styles.root}
      style={{ aspectRatio: `${width} / ${height}`, width: `min(100%, ${room} * ${ratio.toFixed(4)})` }}
    >
      {imageUrl && <img key={imageUrl} className={styles.image} src={imageUrl} alt={alt} draggable={false} />}
      {media}
      {children && <div className={styles.content}>{children}</div>}
    </div>
  );
}
