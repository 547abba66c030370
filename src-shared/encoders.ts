import { z } from 'zod';

export const videoCodecs = ['h264', 'h265', 'av1'] as const;
export const VideoCodec = z.enum(videoCodecs);
export type VideoCodec = z.infer<typeof VideoCodec>;

/** `auto`: the graphics hardware where it really encodes, else software. */
export const encoderWishes = ['auto', 'software', 'nvenc', 'qsv', 'amf', 'videotoolbox', 'vaapi'] as const;
export const EncoderWish = z.enum(encoderWishes);
export type EncoderWish = z.infer<typeof EncoderWish>;
