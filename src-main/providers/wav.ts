import type { FileHandle } from 'node:fs/promises';
import { StudioError } from '../../src-shared/failure.ts';

export interface WavFormat {
  channels: number;
  sampleRate: number;
  bitsPerSample: number;
  /** Where the samples start in the file. */
  dataOffset: number;
  /** Samples of one channel. */
  frameCount: number;
}

const headerBytes = 44;
const pcm = 1;

/** The 44 bytes before 16-bit samples. http://soundfile.sapp.org/doc/WaveFormat/ */
export function wavHeader(format: { channels: number; sampleRate: number; frameCount: number }): Buffer {
  const blockBytes = format.channels * 2;
  const dataBytes = format.frameCount * blockBytes;
  const header = Buffer.alloc(headerBytes);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(headerBytes - 8 + dataBytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(pcm, 20);
  header.writeUInt16LE(format.channels, 22);
  header.writeUInt32LE(format.sampleRate, 24);
  header.writeUInt32LE(format.sampleRate * blockBytes, 28);
  header.writeUInt16LE(blockBytes, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(dataBytes, 40);
  return header;
}

/** Reads the chunks of a WAV's head: FFmpeg puts a LIST chunk before the samples. `name` is for the error. */
export function parseWav(bytes: Uint8Array, name: string, fileBytes = bytes.length): WavFormat {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let format: Pick<WavFormat, 'channels' | 'sampleRate' | 'bitsPerSample'> | undefined;
  for (let at = 12; at + 8 <= view.length;) {
    const chunk = view.toString('latin1', at, at + 4);
    const size = view.readUInt32LE(at + 4);
    if (chunk === 'fmt ' && at + 24 <= view.length) format = readFormat(view, at + 8);
    if (chunk === 'data' && format) {
      // A streamed WAV states no size; a torn one states too much.
      const dataBytes = Math.min(size, fileBytes - at - 8);
      const blockBytes = (format.channels * format.bitsPerSample) / 8;
      return { ...format, dataOffset: at + 8, frameCount: Math.floor(dataBytes / blockBytes) };
    }
    at += 8 + size + (size % 2);
  }
  throw new StudioError('OutputInvalid', { message: `${name} is not a sound file that can be read.` });
}

const readFormat = (view: Buffer, at: number) => ({
  channels: view.readUInt16LE(at + 2),
  sampleRate: view.readUInt32LE(at + 4),
  bitsPerSample: view.readUInt16LE(at + 14),
});

export async function readWavFormat(file: FileHandle, name: string): Promise<WavFormat> {
  const head = Buffer.alloc(4096);
  const { bytesRead } = await file.read(head, 0, head.length, 0);
  const { size } = await file.stat();
  return parseWav(head.subarray(0, bytesRead), name, size);
}
