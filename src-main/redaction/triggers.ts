import { findDigestAnswer, findMailAnswer, findSchemeToken } from './auth-schemes.ts';
import { findCallSecrets, findSigningKey, signers } from './find-call-secrets.ts';
import { commandNames, findCommandSecrets } from './find-command-secrets.ts';
import { findPem, findPemEnd, findPuttyKey, findSshKey } from './find-pem.ts';
import {
  findBareLogin,
  findOptionSecret,
  findPipedSecret,
  findRefusedKey,
  findSecretCommand,
  passwordOptions,
  passwordReaders,
  refusedKeys,
} from './find-option-secrets.ts';
import {
  findPasswordField,
  findPasswordFileLine,
  findPasswordHash,
  hashPrefixes,
  passwordFields,
  passwordFilePorts,
} from './find-login-lists.ts';
import { findCodeBefore, findLoginBefore, findSpokenLogin, loginEnds, loginWords } from './find-spoken-logins.ts';
import { findEmail } from './find-email.ts';
import { findColonAddress, findDashedMac } from './find-network-addresses.ts';
import { findNamedPhone } from './find-phones.ts';
import { findJwt, findShapedToken } from './find-tokens.ts';
import { findQueryParameter, findUrlLogin } from './find-urls.ts';
import { findMediaPath, findTildePath, findUserPath } from './find-user-paths.ts';
import { findForeignValue, findNamedValue } from './named-values.ts';
import type { Scan } from './scan.ts';
import { tokenShapes } from './token-shapes.ts';

/** A word, in any case, and who looks closer where it occurs. */
export interface Trigger {
  text: string;
  canSpanLines?: boolean;
  find: (scan: Scan, start: number, end: number) => void;
}

const nameWords =
  'pass pwd pw psw login pword mdp secret token key auth cookie sess sid cred signature sig pin otp jwt dsn code pat cvv cvc cvv2 connectionstring connstr string ticket webhook verifier username logname sudo_user hostname computername userdomain logonserver user xauth contrasena bearer subscription psk pssw pasw csrf xsrf hmac license licence salt seed mnemonic phrase saml assertion'.split(
    ' ',
  );

const foreignNames =
  '密码 口令 密钥 秘钥 密碼 パスワード キー シークレット トークン 비밀번호 암호 пароль ключ токен contraseña contrasenya senha hasło lösenord wachtwoord heslo salasana parola şifre jelszó adgangskode passord kennwort passwort 비번 暗証番号 κωδικός סיסמה סיסמא รหัสผ่าน पासवर्ड'
    .split(' ')
    .concat('mot de passe', 'mật khẩu', 'kata sandi', 'كلمة المرور', 'كلمة السر');
const phoneWords = 'phone tel telefon mobile cell fax whatsapp handy sms call dial'.split(' ');
const schemeWords = ['bearer', 'basic', 'client-id', 'auth plain', 'auth login', 'auth xoauth2'];

export const builtInTriggers: readonly Trigger[] = [
  ...tokenShapes.map((shape): Trigger => ({
    text: shape.prefix,
    find: (scan, _start, end) => findShapedToken(scan, shape, end),
  })),
  { text: 'eyJ', find: (scan, _start, end) => findJwt(scan, end) },
  { text: '---- BEGIN ', find: (scan, start) => findPem(scan, start) },
  { text: '-----BEGIN ', find: (scan, start) => findPem(scan, start) },
  { text: '-----END ', find: (scan, start) => findPemEnd(scan, start) },
  ...['ssh-', 'ecdsa-', 'sk-ssh-', 'sk-ecdsa-'].map((text): Trigger => ({
    text,
    find: (scan, start) => findSshKey(scan, start),
  })),
  { text: 'putty-user-key-file-', find: (scan, start) => findPuttyKey(scan, start) },
  { text: '://', find: (scan, _start, end) => findUrlLogin(scan, end) },
  ...['?', '&', '#'].map((text): Trigger => ({ text, find: (scan, start) => findQueryParameter(scan, start) })),
  ...nameWords.map((text): Trigger => ({ text, find: findNamedValue })),
  ...foreignNames.map((text): Trigger => ({ text, find: findForeignValue })),
  ...schemeWords.map((text): Trigger => ({ text, find: findSchemeToken })),
  { text: 'digest ', find: findDigestAnswer },
  ...['334 vxnlcm5hbwu6', '334 ugfzc3dvcmq6'].map((text): Trigger => ({
    text,
    canSpanLines: true,
    find: findMailAnswer,
  })),
  ...commandNames.map((text): Trigger => ({ text, find: (scan, _start, end) => findCommandSecrets(scan, text, end) })),
  ...['users', 'home', 'documents and settings'].map((text): Trigger => ({ text, find: findUserPath })),
  { text: '/media/', find: (scan, start, end) => findMediaPath(scan, start, end) },
  ...phoneWords.map((text): Trigger => ({ text, find: findNamedPhone })),
  ...passwordOptions.map((text): Trigger => ({ text, find: findOptionSecret })),
  ...passwordReaders.map((text): Trigger => ({ text, find: (scan, start) => findPipedSecret(scan, start) })),
  { text: 'password', find: findSecretCommand },
  ...loginWords.map((text): Trigger => ({ text, find: findSpokenLogin })),
  ...loginEnds.map((text): Trigger => ({ text, find: findLoginBefore })),
  { text: ' is your ', find: findCodeBefore },
  ...signers.map((text): Trigger => ({ text, find: findSigningKey })),
  ...hashPrefixes.map((text): Trigger => ({ text, find: findPasswordHash })),
  ...passwordFields.map((text): Trigger => ({ text, find: findPasswordField })),
  ...passwordFilePorts.map((text): Trigger => ({ text, find: findPasswordFileLine })),
  ...refusedKeys.map((text): Trigger => ({ text, find: findRefusedKey })),
  { text: '@', find: (scan, start) => findBareLogin(scan, start) },
  ...["('", '("', '(`'].map((text): Trigger => ({ text, find: findCallSecrets })),
  { text: '~', find: (scan, _start, end) => findTildePath(scan, end) },
  { text: '@', find: (scan, start) => findEmail(scan, start) },
  { text: ':', find: (scan, start) => findColonAddress(scan, start) },
  { text: '-', find: (scan, start) => findDashedMac(scan, start) },
];
