/** Other ways to write a path: some are the same path, some are not, and some only look like it. */
export function spellingsOf(path: string): [name: string, target: string][] {
  const segments = path.split('/').slice(1);
  const [first = '', ...rest] = segments;
  const deeper = rest.length === 0 ? '' : `/${rest.join('/')}`;
  return [
    ['absolute', `http://elsewhere.example${path}`],
    ['absolute, with capitals', `HTTPS://ELSEWHERE.EXAMPLE:1${path}`],
    ['absolute, with somebody', `http://somebody@elsewhere.example${path}`],
    ['absolute, of another scheme', `ftp://elsewhere.example${path}`],
    ['a fragment', `${path}#fragment`],
    ['an empty query', `${path}?`],
    ['one letter in percent', path.replace(/[a-z]/, percent)],
    ['every letter in percent', path.replace(/[a-z]/g, percent)],
    [
      'every letter in percent, with capitals',
      path.replace(/[a-z]/g, (letter) => percent(letter).toUpperCase()),
    ],
    ['every letter in percent twice', path.replace(/[a-z]/g, (letter) => `%25${percent(letter).slice(1)}`)],
    ['capitals', path.toUpperCase()],
    ['a capital', path.replace(/[a-z]/, (letter) => letter.toUpperCase())],
    ['a long s', path.replace('s', '%C5%BF')],
    ['two slashes', `/${path}`],
    ['two slashes within', path.replaceAll('/', '//')],
    ['a slash in percent', `/${segments.join('%2F')}`],
    ['a slash in percent, in front', `/%2f${path.slice(1)}`],
    ['a slash in percent, behind', `${path}%2F`],
    ['backslashes', `/${segments.join('\\')}`],
    ['a slash behind', `${path}/`],
    ['two slashes behind', `${path}//`],
    ['a dot', `/.${path}`],
    ['a dot behind', `${path}/.`],
    ['two dots', `/x/..${path}`],
    ['two dots within', `/${first}/../${first}${deeper}`],
    ['two dots behind', `${path}/x/..`],
    ['a dot in percent', `/%2e${path}`],
    ['two dots in percent', `/x/%2e%2E${path}`],
    ['two dots and a slash in percent', `/x%2f..%2f${path.slice(1)}`],
    ['a matrix parameter', `${path};x=1`],
    ['a matrix parameter within', `/${first};x=1${deeper}`],
    ['a matrix parameter in percent', `${path}%3Bx=1`],
    ['a query in percent', `${path}%3Fx=1`],
    ['NUL behind', `${path}%00`],
    ['what cannot be decoded', `${path}%zz`],
    ['what cannot be decoded in front', `/%c0%af${path}`],
    ['a blank', `${path}%20`],
    ['without a slash', `*${path}`],
  ];
}

function percent(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16)}`;
}
