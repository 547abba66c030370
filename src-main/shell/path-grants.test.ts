import { describe, expect, test } from 'vitest';
import { Settings } from '../../src-shared/settings.ts';
import { createPathGrants, refuseStrangePlaces, refuseStrangeSetting, strangeAddresses } from './path-grants.ts';

const ownText = (folder: string) => ({ ownText: { markdown: '# Bees', folder } });

describe('places in a request', () => {
  const grants = createPathGrants();
  grants.grant('/home/ann/films/my film.mp4');
  grants.grant('/home/ann/texts');
  const places = { grants, outputFolders: ['/home/ann/Videos'], textFolders: ['/home/ann/earlier'] };
  const check = (request: Parameters<typeof refuseStrangePlaces>[0]) => () => refuseStrangePlaces(request, places);

  test.each([
    ['a file from the save dialog', { outputPath: '/home/ann/films/my film.mp4' }],
    ['a file in the Videos folder', { outputPath: '/home/ann/Videos/new.mp4' }],
    ['no place at all', {}],
    ['the folder of an opened text', ownText('/home/ann/texts')],
    ['the folder of an earlier job’s text', ownText('/home/ann/earlier')],
  ])('%s may come from the window', (_title, request) => {
    expect(check(request)).not.toThrow();
  });

  test.each([
    ['/home/ann/films/other.mp4'],
    ['/home/ann/Videos/../.ssh/authorized_keys'],
    ['/home/ann/Videos/deeper/new.mp4'],
    ['/etc/cron.d/film.mp4'],
    ['relative.mp4'],
  ])('the output path %s may not', (outputPath) => {
    expect(check({ outputPath })).toThrow(expect.objectContaining({ code: 'InvalidInput:outputPath' }));
  });

  test.each(['/', '/home/ann', '/home/ann/texts/..', '/home/ann/texts/deeper', '/etc'])(
    'the text folder %s may not',
    (folder) => {
      expect(check(ownText(folder))).toThrow(expect.objectContaining({ code: 'InvalidInput:folder' }));
    },
  );
});

describe('places in settings', () => {
  const grants = createPathGrants();
  grants.grant('/home/ann/films');
  const settings = Settings.parse({ rendering: { outputFolder: '/home/ann/old' } });
  const set = (path: string, value: unknown) => () => refuseStrangeSetting(path, value, settings, grants);

  test.each([
    ['rendering.outputFolder', '/home/ann/films'],
    ['rendering.outputFolder', '/home/ann/old'],
    ['rendering.outputFolder', ''],
    ['rendering.ffmpegPath', null],
    ['rendering', { frameRate: 25 }],
    ['rendering.frameRate', 25],
  ])('%s may become %j', (path, value) => {
    expect(set(path, value)).not.toThrow();
  });

  test.each([
    ['rendering.ffmpegPath', '/tmp/evil'],
    ['RENDERING.FFmpegPath', '/tmp/evil'],
    ['rendering', { FFMPEGPATH: '/tmp/evil' }],
    ['rendering.outputFolder', '/etc'],
    ['rendering.outputFolder', 7],
  ])('%s may not become %j', (path, value) => {
    expect(set(path, value)).toThrow(/is not a place that you chose/);
  });
});

test.for<[string, { path: string; value: unknown }[], string[]]>([
  [
    'another host',
    [{ path: 'providers.OpenAI.baseUrl', value: 'https://else.example/v1' }],
    ['https://else.example/v1'],
  ],
  ['within a section', [{ path: 'Providers', value: { openai: { BASEURL: 'http://10.0.0.7' } } }], ['http://10.0.0.7']],
  ['this computer', [{ path: 'providers.LocalLLM.baseUrl', value: 'http://127.0.0.1:11434/v1' }], []],
  ['what is set already', [{ path: 'providers.Google.baseUrl', value: 'https://mine.example' }], []],
  ['the default', [{ path: 'providers.Google.baseUrl', value: null }], []],
  ['no address', [{ path: 'providers.Google.baseUrl', value: 'nonsense' }], []],
])('an address that is to be trusted first: %s', ([, changes, expected]) => {
  const current = Settings.parse({ providers: { Google: { baseUrl: 'https://mine.example' } } });
  expect(strangeAddresses(changes, current).map(({ address }) => address)).toEqual(expected);
});
