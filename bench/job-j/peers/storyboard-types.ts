interface View {
  zoom: number;
  focusX: number;
  focusY: number;
}

/** A film to be made by another program. */
export interface Storyboard {
  width: number;
  height: number;
  frameRate: number;
  totalFrames: number;
  fadeFrames: number;
  /** For an FFmpeg that gets frames. */
  encoder: string[];
  scenes: { imagePath: string; startFrame: number; endFrame: number; from: View; to: View }[];
  captions: {
    startFrame: number;
    endFrame: number;
    lines: string[];
    words: { text: string; startFrame: number }[];
  }[];
}

/** What a peer's process is told. */
export interface PeerOrder {
  storyboard: Storyboard;
  /** So many frames from the start. */
  frames: number;
  /** Where its packages are installed. */
  packagesFolder: string;
  /** For what it writes; gone afterwards. */
  folder: string;
}
