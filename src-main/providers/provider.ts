import type { Brief } from '../../src-shared/brief.ts';
import type { FocusPoint, Scene, Script, SpokenScene } from '../../src-shared/film.ts';

/** Every provider has these two; the rest is per kind. */
interface Provider {
  /** As in the settings and in receipts: "Template", "Flite", "Cards". */
  readonly name: string;
  /** True when it needs no network. */
  readonly isLocal: boolean;
}

/** Writes the scenes of a film. */
export interface ScriptWriter extends Provider {
  write(brief: Brief, signal: AbortSignal): Promise<Script>;
}

export interface SpeakRequest {
  sceneId: string;
  text: string;
  voice: string;
  /** 1 is the voice's own pace. */
  rate: number;
  /** BCP 47. */
  language: string;
  /** Where the WAV is to be written: mono, 48 kHz, 16 bit, evened to −16 LUFS. */
  audioPath: string;
}

/** Speaks one scene at a time. Throws `InvalidInput:narration` for text it cannot speak: never silence. */
export interface Narrator extends Provider {
  readonly voices: readonly { id: string; label: string; language: string }[];
  /** Throws what `speak` would throw for this text, without speaking. */
  refuseUnspeakable(text: string, language: string): void;
  speak(request: SpeakRequest, signal: AbortSignal): Promise<SpokenScene>;
}

export interface DrawRequest {
  scene: Scene;
  /** For the foot of a card. */
  filmTitle: string;
  sceneNumber: number;
  sceneCount: number;
  brief: Pick<Brief, 'theme' | 'language' | 'seed'>;
  width: number;
  height: number;
  /** Where the PNG is to be written. */
  imagePath: string;
}
export interface DrawnScene {
  /** Usually the request's own. A picture may be written under another ending. */
  imagePath: string;
  width: number;
  height: number;
  kind: 'card' | 'picture';
  focus?: FocusPoint;
}

/** Makes the picture of one scene. */
export interface Illustrator extends Provider {
  canDraw(scene: Scene): boolean;
  draw(request: DrawRequest, signal: AbortSignal): Promise<DrawnScene>;
}

/** In the order they are tried. */
export interface Providers {
  scriptWriters: readonly ScriptWriter[];
  narrators: readonly Narrator[];
  illustrators: readonly Illustrator[];
}
