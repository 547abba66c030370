import { characterSet, type CharacterSet } from './characters.ts';

/** A kind of token that its beginning gives away. */
export interface TokenShape {
  rule: string;
  prefix: string;
  /** What may follow the prefix; the whole run goes, however long it is. */
  body: CharacterSet;
  /** A shorter body is a word, or a placeholder in a manual. */
  minLength: number;
  /** The body's usual length: a body that a line break cut short goes on in the next line. */
  usualLength: number;
  /** For prefixes that words have too: what the body must look like. */
  looksRight?: (body: string) => boolean;
}

const word = characterSet(/[\w-]/);
const maskedWord = characterSet(/[\w*-]/);
const alphanumeric = characterSet(/[A-Za-z0-9]/);
const capitals = characterSet(/[A-Z0-9]/);
const hex = characterSet(/[0-9a-fA-F]/);
const dotted = characterSet(/[\w.~+/=-]/);
const path = characterSet(/[\w/-]/);
const exclaimed = characterSet(/[\w.!]/);
const dollared = characterSet(/[\w$]/);
const wrapped = characterSet(/[A-Za-z0-9+/=]/);
const webhookPath = characterSet(/[\w/@.-]/);

const hasDigit = (body: string): boolean => /\d/.test(body);
const hasDigitAndLetter = (body: string): boolean => /\d/.test(body) && /[A-Za-z]/.test(body);
/** Unlike `sk-learn-estimator-list`: a long part without hyphens that holds digits. */
const hasRandomPart = (body: string): boolean =>
  body.split(/[-_]/).some((part) => part.length >= 20 || (part.length >= 12 && hasDigitAndLetter(part))) ||
  (body.length >= 20 && /\d/.test(body) && /[a-z]/.test(body) && /[A-Z]/.test(body)) ||
  (body.length >= 32 && /[a-z]/.test(body) && /[A-Z]/.test(body));
const isMasked = (body: string): boolean => /\*.*[A-Za-z0-9]{3}$/.test(body);

type Row = [
  rule: string,
  prefixes: string,
  body: CharacterSet,
  minLength: number,
  usualLength: number,
  looksRight?: (body: string) => boolean,
];

/** How the DER of a private key begins in base64: RSA, PKCS 8, elliptic curves, Ed25519, and OpenSSH's own. */
const privateKeyBodies =
  'MIIEvQIBADAN MIIEvAIBADAN MIIEvgIBADAN MIIEowIBAAKC MIIEpAIBAAKC MIIEpQIBAAKC MIIEogIBAAKC MIIJKQIBAAKC MIIJKAIBAAKC MIIJQgIBADAN MIIJQwIBADAN MIIG5AIBAAKC MIIG4wIBAAKC MIIBVQIBADAN MIIBVAIBADAN MIICXAIBAAKB MIICXQIBAAKB MIICXgIBAAKB MIICdgIBADAN MIICdwIBADAN MIIBOgIBAAJB MIIBOwIBAAJB MHcCAQEEI MIGHAgEAMBMG MIGkAgEBBDA MC4CAQAwBQYDK2VwBCIE b3BlbnNzaC1rZXktdjE';

/** Prefixes as their issuers publish them; several of one kind share a row. */
const rows: Row[] = [
  ['anthropic-key', 'sk-ant-', maskedWord, 10, 101, (body) => hasDigit(body) || isMasked(body)],
  [
    'openai-key',
    'sk-proj- sk-svcacct- sk-admin- sk-None-',
    maskedWord,
    10,
    156,
    (body) => hasRandomPart(body) || isMasked(body) || hasDigitAndLetter(body),
  ],
  ['openai-key', 'sess-', word, 32, 40, hasRandomPart],
  ['openrouter-key', 'sk-or-', word, 20, 67, hasDigit],
  ['secret-key', 'sk-', maskedWord, 16, 48, (body) => hasRandomPart(body) || isMasked(body)],
  ['google-key', 'AIza', word, 28, 35, hasDigitAndLetter],
  ['google-key', 'AQ.Ab8', word, 30, 47, hasDigitAndLetter],
  ['google-token', 'ya29.', dotted, 16, 100],
  ['google-token', '1//0', word, 30, 100, hasDigitAndLetter],
  ['google-secret', 'GOCSPX-', word, 20, 28],
  ['stripe-key', 'sk_live_ sk_test_ sk_prod_ rk_live_ rk_test_ rk_prod_', alphanumeric, 10, 24],
  ['stripe-secret', 'whsec_', dotted, 16, 32],
  ['elevenlabs-key', 'sk_', alphanumeric, 32, 48, hasDigit],
  ['cartesia-key', 'sk_car_', word, 16, 24],
  ['hugging-face-token', 'hf_ api_org_', alphanumeric, 24, 34],
  ['replicate-token', 'r8_', alphanumeric, 24, 37],
  ['groq-key', 'gsk_', alphanumeric, 32, 52],
  ['perplexity-key', 'pplx-', alphanumeric, 32, 48],
  ['xai-key', 'xai-', alphanumeric, 40, 80],
  ['nvidia-key', 'nvapi-', word, 32, 64],
  ['tavily-key', 'tvly-', word, 20, 32, hasDigit],
  ['fireworks-key', 'fw_', alphanumeric, 20, 24, hasDigit],
  ['pinecone-key', 'pcsk_', word, 40, 70],
  ['jina-key', 'jina_', word, 40, 60],
  ['luma-key', 'luma-', word, 32, 80, hasDigit],
  ['runway-key', 'key_', alphanumeric, 64, 128, hasDigit],
  ['aws-key-id', 'AKIA ASIA ABIA ACCA', capitals, 12, 16],
  ['aws-session-token', 'IQoJb3JpZ2lu FwoGZXIvYXdz FQoGZXIvYXdz', dotted, 20, 400],
  ['aws-bedrock-key', 'ABSKQmVkcm9ja0FQSUtleS', dotted, 40, 110],
  ['github-token', 'ghp_ gho_ ghu_ ghs_ ghr_', alphanumeric, 30, 36],
  ['github-token', 'github_pat_', word, 22, 82],
  [
    'gitlab-token',
    'glpat- gldt- glptt- glrt- glsoat- glcbt- glimt- glft- glagent- gloas- glffct- glwt-',
    dotted,
    18,
    20,
  ],
  ['gitlab-token', 'GR1348941', word, 18, 20],
  ['slack-token', 'xoxb- xoxp- xoxa- xoxr- xoxs- xoxo- xoxc- xoxd- xoxe- xoxe.xox xapp-', dotted, 10, 50, hasDigit],
  ['slack-webhook', 'hooks.slack.com/services/ hooks.slack.com/workflows/ hooks.slack.com/triggers/', path, 16, 44],
  ['discord-webhook', 'discord.com/api/webhooks/ discordapp.com/api/webhooks/', path, 20, 88],
  [
    'teams-webhook',
    'webhook.office.com/webhookb2/ outlook.office.com/webhook/ outlook.office365.com/webhook/',
    webhookPath,
    20,
    150,
  ],
  ['sendgrid-key', 'SG.', dotted, 32, 66, (body) => body.includes('.') && hasDigitAndLetter(body)],
  ['mailgun-key', 'key-', hex, 32, 32],
  ['brevo-key', 'xkeysib- xsmtpsib-', word, 40, 81],
  ['resend-key', 're_', word, 20, 33, (body) => hasDigit(body) && /[A-Z]/.test(body)],
  ['npm-token', 'npm_', alphanumeric, 30, 36],
  ['pypi-token', 'pypi-', word, 32, 160, (body) => /^Ag[A-Za-z]/.test(body) || hasRandomPart(body)],
  ['rubygems-key', 'rubygems_', hex, 32, 48],
  ['nuget-key', 'oy2', alphanumeric, 40, 43, hasDigit],
  ['docker-token', 'dckr_pat_ dckr_oat_', word, 20, 27],
  ['digitalocean-token', 'dop_v1_ doo_v1_ dor_v1_', hex, 32, 64],
  ['shopify-token', 'shpat_ shpca_ shppa_ shpss_', hex, 24, 32],
  ['square-token', 'sq0atp- sq0csp- sq0idp-', word, 20, 22],
  ['square-token', 'EAAAE EAAAl', word, 55, 59, hasDigit],
  ['facebook-token', 'EAACEdEose0cBA EAAG EAAB EAAC EAAD EAAJ EAAM', alphanumeric, 60, 180, hasDigit],
  ['twitter-token', 'AAAAAAAAAAAAAAAAAAAAA', dotted, 30, 90, (body) => hasDigitAndLetter(body) && !/^A+$/.test(body)],
  ['airtable-token', 'pat', dotted, 70, 79, (body) => /^[A-Za-z0-9]{14}\.[a-f0-9]{60,}/.test(body)],
  ['atlassian-token', 'ATATT3 ATCTT3 ATBB', dotted, 20, 186],
  ['hubspot-token', 'pat-na1- pat-na2- pat-na3- pat-eu1- pat-ap1-', word, 32, 36, hasDigit],
  ['voyage-key', 'pa-', word, 43, 43, hasRandomPart],
  ['linear-key', 'lin_api_ lin_oauth_', alphanumeric, 32, 40],
  ['notion-token', 'ntn_ secret_', alphanumeric, 40, 43, hasDigit],
  ['figma-token', 'figd_ figo_', word, 30, 40],
  ['dropbox-token', 'sl.', word, 100, 140, hasDigit],
  ['databricks-token', 'dapi', hex, 32, 32],
  ['vault-token', 'hvs. hvb. hvr.', word, 20, 95],
  ['terraform-token', 'atlasv1.', word, 40, 67],
  ['doppler-token', 'dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit.', dotted, 30, 43],
  ['grafana-token', 'glc_ glsa_', dotted, 30, 46],
  ['new-relic-key', 'NRAK- NRJS- NRII- NRAA-', word, 19, 27],
  ['sentry-token', 'sntrys_ sntryu_', dotted, 32, 150],
  ['pulumi-token', 'pul-', hex, 32, 40],
  ['planetscale-token', 'pscale_tkn_ pscale_pw_ pscale_oauth_', dotted, 30, 43],
  ['supabase-key', 'sbp_ sb_secret_', word, 24, 40],
  ['one-password-token', 'ops_eyJ', dotted, 60, 800],
  ['twitch-token', 'oauth:', alphanumeric, 28, 30],
  ['cipher-text', 'vault:v1: {cipher}', wrapped, 28, 60, hasDigit],
  ['masked-value', '::add-mask::', dotted, 4, 40],
  ['cerebras-key', 'csk-', alphanumeric, 30, 48, hasDigit],
  ['wallet-key', 'xprv yprv zprv tprv', alphanumeric, 90, 107],
  ['age-key', 'AGE-SECRET-KEY-1', capitals, 40, 58],
  ['postman-key', 'PMAK-', word, 40, 59],
  ['mapbox-token', 'sk.eyJ pk.eyJ tk.eyJ', dotted, 40, 90],
  ['alibaba-key', 'LTAI', alphanumeric, 16, 20, hasDigit],
  ['tencent-key', 'AKID', alphanumeric, 30, 32, hasDigit],
  ['netlify-token', 'nfp_ nfc_', alphanumeric, 30, 36],
  ['heroku-key', 'HRKU-', word, 30, 60],
  ['fly-token', 'fo1_ fm1r_ fm2_', dotted, 30, 100],
  ['cloudflare-token', 'v1.0-', word, 100, 170, hasDigit],
  ['jfrog-token', 'AKCp', alphanumeric, 60, 69],
  ['sourcegraph-token', 'sgp_', word, 32, 57],
  ['contentful-token', 'CFPAT-', word, 36, 43],
  ['dynatrace-token', 'dt0c01. dt0s01. dt0s02.', dotted, 40, 89],
  ['prefect-key', 'pnu_ pnb_', alphanumeric, 30, 36],
  ['readme-key', 'rdme_', alphanumeric, 40, 70],
  ['typeform-token', 'tfp_', dotted, 40, 59],
  ['easypost-key', 'EZAK EZTK', alphanumeric, 50, 54],
  ['artifactory-token', 'cmVmdGtu', alphanumeric, 50, 56],
  ['shippo-token', 'shippo_live_ shippo_test_', hex, 32, 40],
  ['flutterwave-key', 'FLWSECK_TEST- FLWSECK-', word, 12, 40],
  ['langfuse-key', 'sk-lf-', word, 30, 36],
  ['langsmith-key', 'lsv2_pt_ lsv2_sk_', word, 30, 43],
  ['weights-and-biases-key', 'wandb_v1_', word, 30, 80],
  ['coinbase-token', 'cb_live_', word, 30, 40],
  ['clojars-token', 'CLOJARS_', alphanumeric, 50, 60],
  ['posthog-key', 'phc_ phx_ phs_ phr_ pha_', alphanumeric, 30, 43, hasDigit],
  ['vercel-token', 'vcp_ vci_ vca_ vcr_ vck_', alphanumeric, 24, 56, hasDigit],
  ['cloudflare-token', 'cfat_ cfut_ cfk_', alphanumeric, 30, 48, hasDigit],
  ['together-key', 'tgp_v1_', word, 32, 43, hasDigitAndLetter],
  ['llama-key', 'llx- LLM|', word, 30, 48, hasDigit],
  ['bitbucket-token', 'BBDC-', dotted, 30, 44, hasDigit],
  ['docker-swarm-token', 'SWMTKN-1- SWMKEY-1-', word, 30, 76],
  ['akamai-key', 'akab-', word, 24, 33, hasDigit],
  ['defined-key', 'dnkey-', word, 40, 79],
  ['instagram-token', 'IGQV IGAA', word, 100, 180, hasDigit],
  ['salesforce-token', '00D', exclaimed, 60, 110, (body) => body.includes('!')],
  ['sonar-token', 'squ_ sqp_ sqa_', alphanumeric, 40, 40, hasDigit],
  ['gitlab-token', 'glrtr- glsat- glpa-', dotted, 20, 26],
  ['grafana-token', 'eyJrIjoi', dotted, 60, 100],
  ['clickhouse-key', '4b1d', alphanumeric, 38, 38, hasRandomPart],
  ['openshift-token', 'sha256~', word, 40, 43],
  ['octopus-key', 'API-', capitals, 26, 26, hasDigit],
  ['frame-io-token', 'fio-u-', dotted, 60, 64],
  ['duffel-token', 'duffel_test_ duffel_live_', dotted, 40, 43],
  ['plaid-token', 'access-sandbox- access-development- access-production-', word, 36, 36],
  ['adobe-secret', 'p8e-', alphanumeric, 32, 32],
  ['adafruit-key', 'aio_', alphanumeric, 28, 28, hasDigit],
  ['yandex-key', 'AQVN y0_ y0__', word, 35, 38, hasDigitAndLetter],
  ['yandex-key', 't1.', dotted, 90, 200, hasDigit],
  ['scalingo-token', 'tk-us-', word, 48, 48],
  ['postman-key', 'PMAT-', capitals, 20, 26],
  ['wundergraph-key', 'cosmo_', hex, 32, 32],
  ['braintree-token', 'access_token$production$ access_token$sandbox$', dollared, 30, 49],
  ['brave-key', 'BSA', word, 24, 28, (body) => hasDigit(body) && /[a-z]/.test(body) && /[A-Z]/.test(body)],
  ['exa-key', 'exa_ fc- ctx7sk- mem0- m0-', word, 30, 40, hasRandomPart],
  ['cohere-key', 'co_', alphanumeric, 36, 40, hasDigit],
  ['aws-key-id', 'A3T AIDA AROA AIPA ANPA ANVA APKA', capitals, 16, 17, hasDigit],
  ['aws-bedrock-key', 'ABSK bedrock-api-key-', dotted, 32, 110],
  ['mailgun-key', 'pubkey-', hex, 32, 32],
  ['stripe-key', 'pk_live_ pk_test_ ek_live_ ek_test_', alphanumeric, 16, 24, hasDigit],
  ['google-secret', 'ya29_ 4/0A 4/1A', word, 30, 70, hasDigitAndLetter],
  ['ntlm-message', 'TlRMTVNTUAAD TlRMTVNTUAAB', dotted, 30, 200],
  ['private-key', privateKeyBodies, wrapped, 24, 1_600],
  ['tailscale-key', 'tskey-auth- tskey-api- tskey-client- tskey-scim- tskey-webhook-', word, 16, 40],
  ['wakatime-key', 'waka_', word, 36, 36],
  ['buildkite-token', 'bkua_ bkct_', alphanumeric, 36, 40],
  ['circleci-token', 'CCIPAT_ CCIPRJ_', word, 30, 60],
  ['render-key', 'rnd_', alphanumeric, 24, 28, hasDigit],
  ['neon-key', 'napi_', alphanumeric, 40, 64],
  ['upstash-key', 'upsk_', alphanumeric, 24, 40],
  ['ngrok-token', 'ngrok_', alphanumeric, 28, 40, hasRandomPart],
  ['intercom-token', 'dG9rO', dotted, 50, 60],
  ['snyk-token', 'snyk_uat. snyk_sat.', dotted, 20, 80],
  ['lob-key', 'live_pub_ test_pub_', hex, 31, 31],
  ['razorpay-key', 'rzp_live_ rzp_test_', alphanumeric, 14, 14],
  ['rapidapi-key', 'jsn', alphanumeric, 47, 47, (body) => body.includes('msh') && hasDigit(body)],
];

export const tokenShapes: readonly TokenShape[] = rows.flatMap(
  ([rule, prefixes, body, minLength, usualLength, looksRight]) =>
    prefixes
      .split(' ')
      .map((prefix) => ({ rule, prefix, body, minLength, usualLength, ...(looksRight && { looksRight }) })),
);
