import { z } from 'zod';
import { getNodeValue, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { StudioError } from '../../src-shared/failure.ts';
import { invalidInput } from '../../src-shared/invalid-input.ts';
import { Settings } from '../../src-shared/settings.ts';

type Schema = z.core.$ZodType;

const parseOptions = { allowTrailingComma: true };

/** Settings from JSON with remarks; keys match whatever their case. Throws `InvalidInput:{path}` with the line. */
export function parseSettings(text: string): Settings {
  const root = readTree(text);
  const result = Settings.safeParse(readNode(root, Settings, { text, keys: [] }));
  if (result.success) return result.data;
  throw refusedSetting(text, root, result.error);
}

/** A value as somebody types or pastes it: JSON with remarks, or a text without quotes around it. */
export function parseSettingValue(text: string): unknown {
  try {
    return getNodeValue(readTree(text));
  } catch {
    return text;
  }
}

/** The keys that lead to a setting in this very text, in the case that it uses. Throws for a setting that is none. */
export function resolveSettingPath(text: string, settingPath: string): string[] {
  const known = knownPath(settingPath);
  let node: Node | undefined = readTree(text);
  return known.map((key) => {
    const property = node && propertyOf(node, key);
    node = property?.children?.[1];
    return (property && keyOf(property)) ?? key;
  });
}

/** `Rendering.FRAMERATE` as the schema writes it. */
export function knownPath(settingPath: string): string[] {
  let schema: Schema = Settings;
  return settingPath.split('.').map((part) => {
    const shape = shapeOf(schema);
    const key = shape && knownKey(shape, part);
    if (!shape || key === undefined) {
      throw new StudioError(`InvalidInput:${settingPath}`, { message: `There is no setting “${settingPath}”.` });
    }
    schema = shape[key] as Schema;
    return key;
  });
}

function readTree(text: string): Node {
  const errors: ParseError[] = [];
  const root = parseDeep(text, errors);
  const [error] = errors;
  if (root && !error) return root;
  const line = lineAt(text, error?.offset ?? 0);
  throw new StudioError('InvalidInput:settings', {
    message: `Line ${line} is not valid JSON${error ? ` (${printParseErrorCode(error.error)})` : ''}.`,
    details: { line },
  });
}

function parseDeep(text: string, errors: ParseError[]): Node | undefined {
  try {
    return parseTree(text, errors, parseOptions);
  } catch (cause) {
    // The parser goes down the stack with every bracket: a file of nothing but brackets ends it.
    if (!(cause instanceof RangeError)) throw cause;
    throw new StudioError('InvalidInput:settings', { message: 'It is nested too deep to be settings.', cause });
  }
}

interface Place {
  text: string;
  keys: string[];
}

/** The value with its keys as the schema has them. Throws for a key that is none, and for one that stands there twice. */
function readNode(node: Node, schema: Schema | undefined, place: Place): unknown {
  if (node.type === 'array') {
    const element = elementOf(schema);
    return node.children?.map((child, index) => readNode(child, element, within(place, String(index))));
  }
  const shape = shapeOf(schema);
  if (node.type !== 'object' || !shape) return getNodeValue(node);
  const value: Record<string, unknown> = {};
  for (const property of node.children ?? []) {
    const given = keyOf(property) ?? '';
    const key = knownKey(shape, given);
    const inner = within(place, key ?? given);
    if (key === undefined) throw refused(inner, property, 'is not known here');
    if (Object.hasOwn(value, key)) throw refused(inner, property, 'stands there twice');
    const child = property.children?.[1];
    if (child) value[key] = readNode(child, shape[key], inner);
  }
  return value;
}

const within = ({ text, keys }: Place, key: string): Place => ({ text, keys: [...keys, key] });

function refused({ text, keys }: Place, node: Node, complaint: string): StudioError {
  const path = keys.join('.');
  const line = lineAt(text, node.offset);
  return new StudioError(`InvalidInput:${path}`, {
    message: `Line ${line}: “${path}” ${complaint}.`,
    details: { path, line },
  });
}

function refusedSetting(text: string, root: Node, error: z.ZodError): StudioError {
  const refusal = invalidInput(error);
  const keys = (error.issues[0]?.path ?? []).map(String);
  const path = keys.join('.') || 'settings';
  const line = lineAt(text, nearest(root, keys).offset);
  const sentence = refusal.message.replace(/^“[^”]*”/, `“${path}”`);
  return new StudioError(`InvalidInput:${path}`, {
    message: `Line ${line}: ${sentence}`,
    details: { ...refusal.details, line },
  });
}

/** The value itself, or what encloses it where it stands nowhere: a default that another value contradicts. */
function nearest(root: Node, keys: string[]): Node {
  let node = root;
  for (const key of keys) {
    const inner = node.type === 'array' ? node.children?.[Number(key)] : propertyOf(node, key)?.children?.[1];
    if (!inner) break;
    node = inner;
  }
  return node;
}

const propertyOf = (node: Node, key: string): Node | undefined =>
  node.children?.find((child) => keyOf(child)?.toLowerCase() === key.toLowerCase());

const knownKey = (shape: Record<string, unknown>, given: string): string | undefined =>
  Object.keys(shape).find((key) => key.toLowerCase() === given.toLowerCase());

/** What an object schema holds, looked up through its defaults. */
function shapeOf(schema: Schema | undefined): Record<string, Schema> | undefined {
  const bare = unwrapped(schema);
  return bare instanceof z.ZodObject ? bare.shape : undefined;
}

function elementOf(schema: Schema | undefined): Schema | undefined {
  const bare = unwrapped(schema);
  return bare instanceof z.ZodArray ? bare.element : undefined;
}

const unwrapped = (schema: Schema | undefined): Schema | undefined =>
  schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault || schema instanceof z.ZodOptional
    ? unwrapped(schema.unwrap())
    : schema;

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

const keyOf = (property: Node): string | undefined =>
  property.type === 'property' ? (property.children?.[0]?.value as string | undefined) : undefined;
