import { z } from 'zod';
import { findNodeAtLocation, parse, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { StudioError } from '../../src-shared/failure.ts';
import { invalidInput } from '../../src-shared/invalid-input.ts';
import { Settings } from '../../src-shared/settings.ts';

const parseOptions = { allowTrailingComma: true };

/** Settings from JSON with remarks; keys match whatever their case. Throws `InvalidInput:{path}` with the line. */
export function parseSettings(text: string): Settings {
  const errors: ParseError[] = [];
  // An editor on Windows may put a byte order mark in front.
  const plain = text.replace(/^\uFEFF/, '');
  const value: unknown = parse(plain, errors, parseOptions);
  const [error] = errors;
  if (error) throw syntaxFailure(plain, error);
  const result = Settings.safeParse(withKnownKeys(Settings, value, []));
  if (result.success) return result.data;
  throw refusedSetting(plain, result.error);
}

/** The keys that lead to a setting in this very text, in the case that it uses. Throws for a setting that is none. */
export function resolveSettingPath(text: string, settingPath: string): string[] {
  const known = knownPath(settingPath);
  let node = parseTree(text, [], parseOptions);
  return known.map((key) => {
    const property = node?.children?.find((child) => keyOf(child)?.toLowerCase() === key.toLowerCase());
    node = property?.children?.[1];
    return (property && keyOf(property)) ?? key;
  });
}

/** `Rendering.FRAMERATE` as the schema writes it. */
export function knownPath(settingPath: string): string[] {
  let schema: z.core.$ZodType = Settings;
  return settingPath.split('.').map((part) => {
    const shape = shapeOf(schema);
    const key = shape && knownKey(shape, part);
    if (!shape || key === undefined) throw unknownSetting(settingPath);
    schema = shape[key] as z.core.$ZodType;
    return key;
  });
}

function unknownSetting(path: string): StudioError {
  return new StudioError(`InvalidInput:${path}`, { message: `There is no setting “${path}”.` });
}

function withKnownKeys(schema: z.core.$ZodType, value: unknown, path: string[]): unknown {
  const shape = shapeOf(schema);
  if (!shape || typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const renamed: Record<string, unknown> = {};
  for (const [given, inner] of Object.entries(value)) {
    const key = knownKey(shape, given) ?? given;
    if (Object.hasOwn(renamed, key)) throw saidTwice([...path, key].join('.'));
    const innerSchema = shape[key];
    renamed[key] = innerSchema ? withKnownKeys(innerSchema, inner, [...path, key]) : inner;
  }
  return renamed;
}

function saidTwice(path: string): StudioError {
  return new StudioError(`InvalidInput:${path}`, { message: `The setting “${path}” stands there twice.` });
}

const knownKey = (shape: Record<string, unknown>, given: string): string | undefined =>
  Object.keys(shape).find((key) => key.toLowerCase() === given.toLowerCase());

/** What an object schema holds, looked up through its defaults. */
function shapeOf(schema: z.core.$ZodType): Record<string, z.core.$ZodType> | undefined {
  if (schema instanceof z.ZodObject) return schema.shape;
  if (schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) {
    return shapeOf(schema.unwrap());
  }
  return undefined;
}

function syntaxFailure(text: string, error: ParseError): StudioError {
  const line = lineAt(text, error.offset);
  return new StudioError('InvalidInput:settings', {
    message: `Line ${line} is not valid JSON (${printParseErrorCode(error.error)}).`,
    details: { line },
  });
}

function refusedSetting(text: string, error: z.ZodError): StudioError {
  const refusal = invalidInput(error);
  const [issue] = error.issues;
  const keys = (issue?.path ?? []).map(String);
  const path = [...keys, ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])].join('.');
  const line = lineOf(text, keys);
  return new StudioError(`InvalidInput:${path || 'settings'}`, {
    message: refusal.message.replace(/“[^”]*”/, `“${path || 'settings'}”`),
    details: { ...refusal.details, ...(line !== undefined && { line }) },
  });
}

function lineOf(text: string, keys: string[]): number | undefined {
  const tree = parseTree(text, [], parseOptions);
  const found: Node | undefined = tree && findNodeAtLocation(tree, keys);
  return found && lineAt(text, found.offset);
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

const keyOf = (property: Node): string | undefined => property.children?.[0]?.value as string | undefined;
