import { StudioError } from '../../../src-shared/failure.ts';
import type { ProviderName } from '../../../src-shared/provider-settings.ts';

const mostRedirects = 3;

/** Throws `InvalidInput` for what is no address of a web server. */
export function addressOf(provider: ProviderName, address: string | URL): URL {
  const url = parse(String(address));
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new StudioError(`InvalidInput:providers.${provider}.baseUrl`, {
    message: `The address of ${provider} is not an http or https address.`,
    details: { provider, address: String(address).slice(0, 200) },
  });
}

/** Where an answer sends us on to. Only to the same server by the same scheme: keys and requests go nowhere else. */
export function redirectedAddress(provider: ProviderName, from: URL, location: string, count: number): URL {
  const to = parse(location, from);
  if (count <= mostRedirects && to?.protocol === from.protocol && to.host === from.host) return to;
  throw new StudioError(`ProviderUnavailable:${provider}`, {
    message:
      count > mostRedirects
        ? `${provider} sends the request round in a circle.`
        : `${provider} sends the request on to another place, and the studio does not follow.`,
    remediation: `Check the address of ${provider} under Settings, Providers.`,
    details: { provider, location: location.slice(0, 200) },
  });
}

const parse = (address: string, base?: URL): URL | undefined =>
  URL.canParse(address, base?.href) ? new URL(address, base) : undefined;
