/** Shown to people who reach this server by a host name that it was not configured with. */
export function otherAddressPage({ origin }: URL): string {
  return `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <title>Another address · Taskward</title>
  <h1>Taskward has another address</h1>
  <p>This installation is set up for <code>${origin}</code>, which is a name of the machine that it runs on.</p>
  <p>If it is yours, set <code>PUBLIC_URL</code> to the address at which people open it, and start it again.</p>
</html>
`;
}
