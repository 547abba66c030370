import { isHarmlessValue } from './harmless-values.ts';
import { readBare, readQuoted, startsQuoted } from './read-value.ts';
import { report, type Scan } from './scan.ts';

/** Tools whose short options take a password or a login, by the name that begins their command. */
const commands: Record<string, { option: RegExp; isLogin?: boolean }[]> = {
  curl: [
    { option: /(?:^|\s)(?:-[a-zA-Z]{0,4}u|--user|-U|--proxy-user)[ \t=]?(?=\S)/g, isLogin: true },
    { option: /(?:^|\s)(?:-b|--cookie)[ \t=]?(?=\S)/g },
  ],
  wget: [{ option: /\s--(?:http-|ftp-|proxy-)?password[ \t=]/g }],
  httpie: [{ option: /\s(?:-a|--auth)[ \t=]/g }],
  sshpass: [{ option: /\s-p[ \t]?(?=\S)/g }],
  mysql: [{ option: /\s-p(?=\S)/g }],
  mariadb: [{ option: /\s-p(?=\S)/g }],
  'docker login': [{ option: /\s-p[ \t=]/g }],
  'podman login': [{ option: /\s-p[ \t=]/g }],
  'helm registry login': [{ option: /\s-p[ \t=]/g }],
  'redis-cli': [{ option: /\s-a[ \t]/g }],
  ldapsearch: [{ option: /\s-w[ \t]/g }],
  smbclient: [{ option: /\s-U[ \t](?=\S*%)/g }],
  'az login': [{ option: /\s-p[ \t]/g }],
  winexe: [{ option: /\s-U[ \t](?=\S*%)/g }],
  'net rpc': [{ option: /\s-U[ \t](?=\S*%)/g }],
  'secrets versions add': [{ option: /\s--data-file=<\((?:echo|printf)[ \t]+/g }],
  rpcclient: [{ option: /\s-U[ \t](?=\S*%)/g }],
  xfreerdp: [{ option: /\s\/p:/gi }],
  plink: [{ option: /\s-pw[ \t]/g }],
  pscp: [{ option: /\s-pw[ \t]/g }],
  psftp: [{ option: /\s-pw[ \t]/g }],
  kinit: [{ option: /<<<[ \t]*/g }],
  'rabbitmqctl add_user': [{ option: /^[ \t]+\S{1,64}[ \t]+/g }],
  'rabbitmqctl change_password': [{ option: /^[ \t]+\S{1,64}[ \t]+/g }],
  'config set --secret': [{ option: /^[ \t]+[^\s-]\S{0,63}[ \t]+/g }],
  '7z': [{ option: /\s-p(?=\S)/g }],
  unzip: [{ option: /\s-P[ \t]/g }],
  'zip ': [{ option: /(?:^|\s)(?:-P|--password)[ \t]/g }],
  openssl: [{ option: /\s-(?:passin|passout|pass|k|K)[ \t](?:pass:)?/g }],
  ffmpeg: [
    { option: /\s-(?:decryption_key|encryption_key|cenc_decryption_key|hls_enc_key|rtmp_token|passphrase)[ \t]/g },
  ],
  'net use': [
    { option: /\s\/user:\S{1,64}[ \t](?=[^/\s])/gi },
    { option: /^[ \t]+(?:[A-Z]:|\*)?[ \t]*\\\\\S{1,128}[ \t]+(?=[^\s/])/gi },
  ],
  requirepass: [{ option: /^[ \t]+/g }],
  masterauth: [{ option: /^[ \t]+/g }],
  sp_addlogin: [{ option: /^[ \t]+'[^'\n]{1,64}',[ \t]*/g }],
  sqlplus: [{ option: /\s[\w.]{1,40}\/(?=[^\s/])/g }],
  lftp: [{ option: /\s-u[ \t]+[^,\s]{1,64},/g }],
  'bcp ': [{ option: /\s-P[ \t]?(?=\S)/g }],
  'http ': [{ option: /(?:^|\s)(?:-a|--auth)[ \t=]/g, isLogin: true }],
  'https ': [{ option: /(?:^|\s)(?:-a|--auth)[ \t=]/g, isLogin: true }],
  'youtube-dl': [{ option: /\s-p[ \t]/g }],
  'yt-dlp': [{ option: /\s-p[ \t]/g }],
  'ssh-keygen': [{ option: /\s-[NP][ \t]/g }],
  'mysql_native_password by': [{ option: /\s(?=['"])/g }],
  'caching_sha2_password by': [{ option: /\s(?=['"])/g }],
  signtool: [{ option: /\s\/p[ \t]/gi }],
  schtasks: [{ option: /\s\/rp[ \t]/gi }],
  wpa_passphrase: [{ option: /^[ \t]+(?:"[^"\n]{1,64}"|\S{1,64})[ \t]+/g }],
  'npm config': [{ option: /_(?:authtoken|auth|password)[ \t=]+/gi }],
  'npm set': [{ option: /_(?:authtoken|auth|password)[ \t=]+/gi }],
  'identified by': [{ option: /\s(?=['"])/g }],
  mongosh: [{ option: /\s-p[ \t]/g }],
  sqlcmd: [{ option: /\s-P[ \t]?(?=\S)/g }],
  psexec: [{ option: /\s-p[ \t]/g }],
  'secret set': [{ option: /\s(?:-b|--body|--value)(?:[ \t]+|=)/g }],
  'variable set': [{ option: /\s--value(?:[ \t]+|=)/g }],
  'put-parameter': [{ option: /\s--value(?:[ \t]+|=)/g }],
  secretsmanager: [{ option: /\s--secret-string(?:[ \t]+|=)/g }],
  keytool: [{ option: /\s-(?:storepass|keypass|srcstorepass|deststorepass)[ \t]+/g }],
  'add-generic-password': [{ option: /\s-w[ \t]+/g }],
  cmdkey: [{ option: /\s\/pass:/gi }],
  'reg add': [
    {
      option:
        /\s\/v[ \t]+"?[\w.-]{0,40}(?:key|token|secret|password|pwd)[\w.-]{0,40}"?(?:[ \t]+\/t[ \t]+\w+)?[ \t]+\/d[ \t]+/gi,
    },
  ],
  'net user': [{ option: /^[ \t]+[^\s/]{1,64}[ \t]+(?=[^\s/])/g }],
  htpasswd: [{ option: /\s-[a-zA-Z]{0,4}b[a-zA-Z]{0,3}[ \t]\S{1,128}[ \t]\S{1,64}[ \t]/g }],
  converttosecurestring: [{ option: /\s(?=["'])/g }],
  'convertto-securestring': [{ option: /\s(?:-String[ \t])?(?=["'])/gi }],
};

export const commandNames = Object.keys(commands);
const longestCommand = 2_048;

/** Passwords behind one-letter options, which mean one only to their own tool. */
export function findCommandSecrets(scan: Scan, name: string, end: number): void {
  // `net use` is not the beginning of `net user`.
  if (/\w$/.test(name) && /\w/.test(scan.text[end] ?? ' ')) return;
  if (end < scan.commandUntil || /[\w-]/.test(scan.text[end - name.length - 1] ?? ' ')) return;
  const line = commandLine(scan.text, end);
  scan.commandUntil = end + line.length;
  for (const { option, isLogin } of commands[name] ?? []) {
    for (const match of line.matchAll(option)) {
      const at = end + match.index + match[0].length;
      const value = startsQuoted(scan.text, at) ? readQuoted(scan.text, at) : readBare(scan.text, at);
      if (!value || value.end > scan.commandUntil + 1) continue;
      const content = scan.text.slice(value.start, value.end);
      if (
        isHarmlessValue(content) ||
        (isLogin &&
          (/^[a-z]+:\/\//.test(content) ||
            !/^[^:\s]*:\S/.test(content) ||
            isHarmlessValue(content.slice(content.indexOf(':') + 1)))) ||
        content.startsWith('-') ||
        (name === 'curl' && !isLogin && !content.includes('='))
      )
        continue;
      report(scan, {
        rule: isLogin ? 'login' : 'password',
        start: value.start,
        end: value.end,
        from: end - name.length,
      });
    }
  }
}

/** The line of a command, with the lines that a backslash, a caret or a backtick joins to it. */
function commandLine(text: string, start: number): string {
  const slice = text.slice(start, start + longestCommand);
  const end = /(?<![\\^`])\r?\n|[ \t](?:&&|\|\|?|;)[ \t]/.exec(slice);
  return end ? slice.slice(0, end.index) : slice;
}
