/** Names and paths that lead out of a folder, or would in some system, reader or decoder. At least 300. */
export function hostileNames(): readonly string[] {
  const ups = [1, 2, 3, 5, 8, 13].flatMap((depth) => [
    '../'.repeat(depth),
    '..\\'.repeat(depth),
    '....//'.repeat(depth),
    '..;/'.repeat(depth),
    './../'.repeat(depth),
    `models/${'../'.repeat(depth + 1)}`,
  ]);
  const targets = ['sentinel', 'sentinel/secret.txt', 'etc/passwd', 'home/server-token', 'home/jobs.db'];
  const climbing = ups.flatMap((up) => targets.map((target) => `${up}${target}`));
  const starts = [
    ...['/', '//', '///', '\\', '\\\\', '~/', 'file:///', 'file://localhost/', 'C:\\', 'c:/', '\\\\?\\C:\\'],
    ...['\\\\.\\', '\\\\127.0.0.1\\c$\\', '/proc/self/root/', '/proc/self/cwd/', '/dev/fd/'],
  ];
  const absolute = starts.flatMap((start) => targets.map((target) => `${start}${target}`));
  const encodings = [
    '%2e%2e%2f',
    '%2e%2e/',
    '..%2f',
    '%252e%252e%252f',
    '..%c0%af',
    '%uff0e%uff0e%u2215',
    '..%5c',
  ];
  const encoded = encodings.flatMap((up) => targets.map((target) => `${up.repeat(3)}${target}`));
  const odd = [
    ...[
      '',
      '.',
      '..',
      '...',
      '~',
      '-',
      '--help',
      '-rf',
      '*',
      '?',
      '[a-z]',
      '{a,b}',
      '$HOME',
      '%HOME%',
      '$(id)',
    ],
    ...['`id`', '|id', ';id', '&id', '\0', 'a\0.png', '../sentinel\0.png', 'a\nb', 'a\r\nb', 'a\u001b[31m'],
    ...[
      'con',
      'CON',
      'nul',
      'aux',
      'prn',
      'com1',
      'lpt9',
      'con.txt',
      'a.',
      'a ',
      ' a',
      '.hidden',
      '.git/config',
    ],
    ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'then'],
    ...[
      'a:b',
      'a::$DATA',
      'a/b',
      'a\\b',
      'ａ／ｂ',
      '‥／sentinel',
      '․․/sentinel',
      'a\u202egnp.exe',
      '\u2028',
      'é',
      'e\u0301',
    ],
    ...[
      'a'.repeat(129),
      'a'.repeat(5000),
      'ab'.repeat(32),
      'AB'.repeat(32),
      `${'ab'.repeat(31)}..`,
      '0',
      '-1',
      '1e9',
    ],
    ...[
      '<script>',
      '"><img src=x>',
      "' OR 1=1 --",
      '"; DROP TABLE jobs; --',
      '%',
      '%%',
      '%0',
      '%zz',
      '_',
      '%_%',
    ],
  ];
  return [...new Set([...climbing, ...absolute, ...encoded, ...odd])];
}
