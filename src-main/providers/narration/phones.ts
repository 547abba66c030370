export interface Phone {
  name: string;
  startSeconds: number;
  endSeconds: number;
}

const pause = 'pau';

/** flite's `-psdur` output: a line an utterance, `phone:end` in seconds from the utterance's start. */
export function parsePhones(trace: string): Phone[][] {
  const lines = trace.split('\n').filter((line) => line.trim() !== '');
  let offset = 0;
  return lines.map((line) => {
    let last = 0;
    const phones = line
      .trim()
      .split(/\s+/)
      .map((item) => {
        const colon = item.lastIndexOf(':');
        const end = Number(item.slice(colon + 1));
        const phone = { name: item.slice(0, colon), startSeconds: offset + last, endSeconds: offset + end };
        last = end;
        return phone;
      });
    offset += last;
    return phones;
  });
}

export const isPause = (phone: Phone): boolean => phone.name === pause;
