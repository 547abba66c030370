/** What a provider asks the door to fetch. */
export interface DoorRequest {
  url: string | URL;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string | FormData;
  signal: AbortSignal;
  /** Any other type of content is refused. */
  expects: 'json' | 'audio' | 'picture';
  /** Of the answer once it is unpacked; absent: 2 MB of JSON, 50 MB of audio, 30 MB of a picture. */
  mostBytes?: number;
}

export interface DoorAnswer {
  status: number;
  /** Names in small letters. */
  headers: Record<string, string>;
  body: Buffer;
}

/** One provider's way out. Whatever goes wrong is a `StudioError`; only an abort rejects with its own reason. */
export interface ProviderDoor {
  send(request: DoorRequest): Promise<DoorAnswer>;
  /** The same for a library that brings its own requests: for JSON alone. */
  readonly fetch: typeof globalThis.fetch;
}
