/** What of a command holds a secret, and whether it must be a login (`name:password`) to count. */
export interface CommandOption {
  option: RegExp;
  isLogin?: boolean;
}

/**
 * Tools and the options that take a secret, in short: `-p` parted from its value, `-p*` also glued to it, `-p+` only
 * glued, `@2` the second word that is no option, `<<<` a here-string; `login:` before it, that only `name:password` counts.
 */
const rows: [tools: string, options: string][] = [
  ['sshpass', '-p*'],
  [
    'mysql|mysqldump|mysqladmin|mysqlimport|mysqlshow|mysqlcheck|mysqlsh|mysqlpump|mysqlslap|mariadb|mariadb-dump|mariadb-admin|mycli',
    '-p+',
  ],
  ['mongo|mongosh|mongodump|mongorestore|mongoexport|mongoimport|mongostat', '-p'],
  ['docker login|podman login|buildah login|skopeo login|nerdctl login|oras login|crane auth login', '-p -p='],
  ['helm registry login|az login|az acr login|oc login|argocd login|cf login|ibmcloud login|expo login', '-p'],
  ['redis-cli|redis-benchmark|keydb-cli|valkey-cli', '-a* --pass'],
  ['ldapsearch|ldapmodify|ldapadd|ldapdelete|ldapwhoami|ldappasswd', '-w* -s'],
  ['plink|pscp|psftp|putty|kitty', '-pw'],
  ['mosquitto_pub|mosquitto_sub|mqttx|ipmitool|radclient|tabcmd|dbeaver', '-P* -pw'],
  ['snmpwalk|snmpget|snmpset|snmpbulkwalk|snmptrap', '-A* -X* -c*'],
  ['7z|7za|7zz|rar|unrar', '-p+ -hp+'],
  ['unzip|zip|zipcloak', '-P* --password'],
  ['openssl', '-passin -passout -pass -k -K -passcert'],
  [
    'ffmpeg|ffprobe|ffplay',
    '-decryption_key -encryption_key -cenc_decryption_key -hls_enc_key -rtmp_token -passphrase',
  ],
  ['requirepass|masterauth', '@1'],
  ['bcp|sqlcmd|isql|tsql|osql', '-P*'],
  ['youtube-dl|yt-dlp|gallery-dl|streamlink', '-p --password --video-password --twitch-oauth-token'],
  ['ssh-keygen', '-N -P'],
  ['signtool|osslsigncode', '/p -pass'],
  ['schtasks', '/rp'],
  ['psexec|paexec|winexe|crackmapexec|netexec|nxc|smbmap|evil-winrm|rdesktop|xfreerdp3', '-p* -u*login'],
  [
    'cqlsh|neo4j-admin|cypher-shell|clickhouse-client|influx|exp|imp|couchbase-cli|nodetool|jmxterm',
    '-p -pw --password',
  ],
  ['wpa_passphrase', '@2'],
  ['rabbitmqctl add_user|rabbitmqctl change_password|rabbitmqctl authenticate_user', '@2'],
  ['config set --secret|vault kv put', '@2'],
  [
    'ngrok authtoken|ngrok config add-authtoken|vault login|cargo login|bw unlock|rclone obscure|doctl auth init -t',
    '@1',
  ],
  ['gem push -k|dotnet nuget push -k|nuget setapikey|htdigest -p|mkpasswd -m sha-512|netlify --auth|wg-quick', '@1'],
  ['bw login', '@2'],
  ['mc alias set|mc config host add', '@3 @4'],
  ['snyk auth|IDENTIFY|PASS|AUTH', '@1'],
  ['codecov', '-t'],
  [
    'nickserv identify|"AUTH"|snmp-server community|crypto isakmp key|tacacs-server key|radius-server key|password 7|password 5|secret 5|secret 8|secret 9',
    '@1',
  ],
  ['auth-user-pass', '@2'],
  ['LOGIN|OPER', '@2'],
  ['dscl . -passwd', '@2'],
  ['useradd|usermod', '-p'],
  ['net user', '@2'],
  ['security unlock-keychain|security create-keychain|security set-key-partition-list', '-p -k'],
  ['security import', '-P'],
  ['add-generic-password|add-internet-password', '-w*'],
  ['altool|notarytool|fastlane', '-p --password --apple-password'],
  ['keytool|jarsigner', '-storepass -keypass -srcstorepass -deststorepass -new -srckeypass -destkeypass'],
  ['apksigner', '--ks-pass --key-pass'],
  ['kadmin|kadmin.local|addprinc', '-w -pw'],
  ['swaks|sendemail', '-ap -xp --auth-password -p'],
  ['curlftpfs|ncftpput|ncftpget|ncftp|wput', '-p'],
  ['twine|docker-squash|hub|sonar-scanner|radtest', '-p'],
  ['openconnect|openvpn|vpnc|nmcli', '--passwd password'],
  ['psql', '-W+'],
  ['gpg|gpg2', '--passphrase'],
  ['kinit|passwd|chpasswd|wrangler secret put|gh secret set|docker secret create', '<<<'],
  ['secret set|secrets set', '-b --body --value'],
  ['variable set|put-parameter', '--value'],
  ['secretsmanager', '--secret-string'],
  ['pkcs11-tool|yubico-piv-tool|ykman', '--pin --login-pin -P -p'],
  ['x11vnc', '-passwd'],
  ['cmdkey', '/pass:*'],
  ['xfreerdp|wfreerdp', '/p:*'],
  ['wmic|dcdiag|nltest|wevtutil|systeminfo', '/password: /p /password:*'],
  ['npm config|npm set', '_authtoken _auth _password'],
  ['sc config|sc create', 'password= obj='],
  ['tailscale up|tailscale login', '--authkey --auth-key'],
  ['surge|vercel|now', '--token -t'],
  ['lftp', '-u*list'],
];

/** What the short form cannot say. */
const others: [tools: string, option: RegExp, isLogin?: boolean][] = [
  ['curl', /(?:^|\s)(?:-[a-zA-Z]{0,4}u|--user|-U|--proxy-user)[ \t=]?(?=\S)/g, true],
  ['curl', /(?:^|\s)(?:-b|--cookie)[ \t=]?(?=\S)/g],
  ['wget', /\s--(?:http-|ftp-|proxy-)?password[ \t=]/g],
  ['httpie|http|https|xh', /(?:^|\s)(?:-a|--auth)[ \t=]/g, true],
  ['smbclient|winexe|net rpc|rpcclient|smbget|net ads', /\s(?:-U|--user)[ \t=]?(?=\S*%)/g],
  ['ACL SETUSER|user default on', /\s>(?=\S)/g],
  ['ffmpeg|ffprobe', /\s-rtmp_conn[ \t]+["']?S:/g],
  ['sonar-scanner|mvn|gradle|gradlew', /\s-Dsonar\.(?:login|token|password)=/g],
  ['secrets versions add', /\s--data-file=<\((?:echo|printf)[ \t]+/g],
  ['net use', /\s\/user:\S{1,64}[ \t](?=[^/\s])/gi],
  ['net use', /^[ \t]+(?:[A-Z]:|\*)?[ \t]*\\\\\S{1,128}[ \t]+(?=[^\s/])/gi],
  ['sp_addlogin', /^[ \t]+'[^'\n]{1,64}',[ \t]*/g],
  ['sqlplus|sqlldr|expdp|impdp|rman target', /\s[\w.]{1,40}\/(?=[^\s/])/g],
  ['mysql_native_password by|caching_sha2_password by|sha256_password by', /\s(?=['"])/g],
  ['identified with', /\s(?:\w{1,40}\s+by\s+)?(?=['"])/g],
  ['identified by', /\s(?:values\s|password\s)?(?=['"])/gi],
  ['IDENTIFIED BY', /\s(?:VALUES\s|PASSWORD\s)?(?=[A-Za-z0-9])/g],
  [
    'reg add',
    /\s\/v[ \t]+"?[\w.-]{0,40}(?:key|token|secret|password|pwd)[\w.-]{0,40}"?(?:[ \t]+\/t[ \t]+\w+)?[ \t]+\/d[ \t]+/gi,
  ],
  ['htpasswd', /\s-[a-zA-Z]{0,4}b[a-zA-Z]{0,3}[ \t]\S{1,128}[ \t]\S{1,64}[ \t]/g],
  ['htpasswd', /\s-[a-zA-Z]{0,4}n[a-zA-Z]{0,4}[ \t]\S{1,64}[ \t]/g],
  ['converttosecurestring|convertto-securestring', /\s(?:-(?:String|Force|AsPlainText)[ \t]+){0,3}(?=["'\w])/gi],
  ['aws configure set', /^[ \t]+\S{0,40}(?:secret|token)\S{0,40}[ \t]+/gi],
  ['poetry config|composer config', /\shttp-basic\.\S{1,60}[ \t]+\S{1,60}[ \t]+/g],
  ['poetry config', /^[ \t]+pypi-token\.\S{1,40}[ \t]+/g],
  ['composer config', /\s(?:github-oauth|gitlab-token|bearer)\.\S{1,60}[ \t]+/g],
  ['wpa_cli', /\s(?:psk|password)[ \t]+\\?/g],
  ['doctl auth init', /\s(?:-t|--access-token)[ \t]+/g],
];

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

function optionOf(short: string): CommandOption {
  const place = /^@(\d)$/.exec(short)?.[1];
  if (place !== undefined) {
    const skipped = `(?:[ \\t]+(?:-[-\\w]{1,30}|[^\\s-]\\S{0,127})){${Number(place) - 1}}`;
    return { option: new RegExp(`^${skipped}[ \\t]+(?=[^\\s/-])`, 'g') };
  }
  if (short === '<<<') return { option: /<<<[ \t]*/g };
  if (short.endsWith('*login')) return { option: new RegExp(`\\s${escaped(short.slice(0, -6))}[ \\t]?(?=\\S*%)`, 'g') };
  if (short.endsWith('*list'))
    return { option: new RegExp(`\\s${escaped(short.slice(0, -5))}[ \\t]*[^,\\s]{1,64},`, 'g') };
  const flags = short.startsWith('/') || short.startsWith('_') ? 'gi' : 'g';
  if (short.endsWith('+')) return { option: new RegExp(`\\s${escaped(short.slice(0, -1))}(?=\\S)`, flags) };
  if (short.endsWith('*')) return { option: new RegExp(`\\s${escaped(short.slice(0, -1))}[ \\t]*=?(?=\\S)`, flags) };
  return { option: new RegExp(`\\s?(?<![\\w-])${escaped(short)}(?:[ \\t]+|(?<==)[ \\t]*|=)(?:pass:)?(?=\\S)`, flags) };
}

/** By the name that begins a command. */
export const commandOptions: ReadonlyMap<string, () => CommandOption[]> = collect();

/** Made when a text first names the tool: two hundred expressions would slow every start. */
function collect(): Map<string, () => CommandOption[]> {
  const makers = new Map<string, (() => CommandOption[])[]>();
  const add = (tools: string, make: () => CommandOption[]): void => {
    for (const tool of tools.split('|')) makers.set(tool, [...(makers.get(tool) ?? []), make]);
  };
  for (const [tools, options] of rows) add(tools, () => options.split(' ').map(optionOf));
  for (const [tools, option, isLogin = false] of others) add(tools, () => [{ option, isLogin }]);
  return new Map([...makers].map(([tool, list]) => [tool, once(() => list.flatMap((make) => make()))]));
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
