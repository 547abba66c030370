import { upperFirst } from './words.ts';

export interface Topic {
  title: string;
  /** What the topic itself lists or says beyond its title. */
  points: string[];
}

const longestTitle = 90;

/** Finds the title and the points in what somebody typed: "Three habits: one, two, three." or a few sentences. */
export function readTopic(topic: string): Topic {
  const text = topic.replace(/\s+/gu, ' ').trim();
  const sentences = [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)]
    .map(({ segment }) => segment.trim())
    .filter(Boolean);
  const [first = text, ...others] = sentences;
  const [, head = '', tail = ''] = /^(.{3,}?)[:：]\s*(.+)$/u.exec(first) ?? [];
  const listed = tail ? listItems(tail) : [];
  if (listed.length >= 2) return { title: titleOf(head), points: [...listed, ...others.map(bare)] };
  return { title: titleOf(first), points: others.map(bare) };
}

/** The items of "a, b and c" or "a; b; c"; none when it does not read like a list. */
export function listItems(text: string): string[] {
  const separator = /[;；]/u.test(text) ? /\s*[;；]\s*/u : /\s*[,，、،]\s*/u;
  const items = bare(text)
    .split(separator)
    .flatMap((item, index, all) =>
      index === all.length - 1 ? item.split(/^(?:and|or|und|et|y|e)\s+|\s+(?:and|und|et|y)\s+/iu) : [item],
    )
    .map((item) => upperFirst(bare(item)))
    .filter(Boolean);
  return items.every((item) => item.length <= 80) ? items : [];
}

/** Without the stop at its end; a question keeps its mark. */
export const bare = (text: string): string => text.trim().replace(/[\s.。,，;；:：…]+$/u, '');

function titleOf(text: string): string {
  const title = bare(text);
  if (title.length <= longestTitle) return title;
  const clause = /^.{15,90}(?=[,;，；、—–(])/u.exec(title)?.[0];
  return clause ? bare(clause) : `${bare(title.slice(0, longestTitle).replace(/\s+\S*$/u, ''))}…`;
}
