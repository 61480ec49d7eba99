/** An address as it stands in a URL. */
export function urlHost(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}

/**
 * A value of `Host` in the one form in which values are compared: as browsers write it, without the ports that they
 * leave out. A proxy with TLS in front hides which of the two it was.
 *
 * @returns undefined for what is no host
 */
export function normalHost(value: string): string | undefined {
  const url = `https://${value}`;
  if (/[/?#@\\\s]/.test(value) || !URL.canParse(url)) return undefined;
  return new URL(url).host.replace(/:(?:80|443)$/, '').replace(/\.(?=:|$)/, '');
}
