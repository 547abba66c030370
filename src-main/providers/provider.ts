import type { Brief } from '../../src-shared/brief.ts';
import type { FocusPoint, PictureCredit, Scene, SceneClip, Script, SpokenScene } from '../../src-shared/film.ts';
import type { KeyName } from '../../src-shared/provider-keys.ts';
import type { ProviderKind, ProviderName } from '../../src-shared/provider-settings.ts';
import type { CallUsage } from '../resilience/call-ledger.ts';

/** One attempt. Providers never try again by themselves: that is decided above them. */
export interface ProviderCall {
  /** Aborting ends the work for real: the connection is closed, the child killed. */
  readonly signal: AbortSignal;
  used(usage: CallUsage): void;
}

/** For a call whose cost nobody keeps: a preview, a local provider. */
export const uncounted = (signal: AbortSignal): ProviderCall => ({ signal, used() {} });

export interface Voice {
  id: string;
  label: string;
  /** BCP 47; `mul` for a voice that speaks many. */
  language: string;
}

/** What a provider says of itself when it is asked whether it works. */
export interface ProviderCheck {
  /** In words: "8,214 of 10,000 characters left". */
  left?: string;
  models?: string[];
  voices?: Voice[];
}

interface Provider {
  /** As in the settings and in receipts. */
  readonly name: ProviderName;
  /** With the name it names a breaker: `OpenAI-TTS`. */
  readonly kind: ProviderKind;
  /** True when it needs no network; a server on this very computer counts as local. */
  readonly isLocal: boolean;
  /** Without this key every call throws `MissingApiKey:{KEY}` before a byte is sent. */
  readonly keyName?: KeyName;
  /** What a call would use now, by the settings. */
  readonly model?: string;
  /** A cheap authenticated request; throws what a real call would throw. */
  check?(call: ProviderCall): Promise<ProviderCheck>;
}

/** Something else than a script, for a chat model. */
export interface PlainQuestion {
  instructions: string;
  request: string;
  mostOutputTokens: number;
}

/** Writes the scenes of a film. */
export interface ScriptWriter extends Provider {
  readonly kind: 'LLM';
  write(brief: Brief, call: ProviderCall): Promise<Script>;
  /** Only a chat model can: what it says, as text. */
  reply?(question: PlainQuestion, call: ProviderCall): Promise<string>;
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
  readonly kind: 'TTS';
  /** Known without asking; `check` tells all that an account has. */
  readonly voices: readonly Voice[];
  /** The voice that speaks when `wished` is asked for: that one where it has it, else the one of its settings. */
  voiceFor(wished: string): string;
  /** Throws what `speak` would throw for this text, without speaking. */
  refuseUnspeakable(text: string, language: string): void;
  speak(request: SpeakRequest, call: ProviderCall): Promise<SpokenScene>;
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
  /** Pages of the pictures that the film shows already; what is found is added, so that none is shown twice. */
  taken?: Set<string>;
}
export interface DrawnScene {
  /** Usually the request's own. A picture may be written under another ending. */
  imagePath: string;
  width: number;
  height: number;
  kind: 'card' | 'picture';
  focus?: FocusPoint;
  clip?: SceneClip;
  /** Whose picture it is; goes into the film's credits. */
  credit?: PictureCredit;
}

/** Makes the picture of one scene. */
export interface Illustrator extends Provider {
  readonly kind: 'Images';
  canDraw(scene: Scene): boolean;
  draw(request: DrawRequest, call: ProviderCall): Promise<DrawnScene>;
}

/** In the order they are tried. */
export interface Providers {
  scriptWriters: readonly ScriptWriter[];
  narrators: readonly Narrator[];
  illustrators: readonly Illustrator[];
}

export type AnyProvider = ScriptWriter | Narrator | Illustrator;

export const allProviders = ({ scriptWriters, narrators, illustrators }: Providers): AnyProvider[] => [
  ...scriptWriters,
  ...narrators,
  ...illustrators,
];
