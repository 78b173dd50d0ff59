/** Mails as they travel, written out by hand so that nothing of ours makes them. */

export const MESSAGE_ID = '<created.co-2026-000123@orders.retail.example>';

export const TEXT = 'Réservé: circuit at “TXH 97”\nCost = 100 € 🛰️';
export const HTML = '<p>Réservé: circuit at <b>TXH 97</b></p><p>🛰️</p>';

const quotedPrintable = [
  'R=C3=A9serv=C3=A9: circuit at =E2=80=9CTXH 97=E2=80=\r\n=9D',
  'Cost =3D 100 =E2=82=AC =F0=9F=9B=B0=EF=B8=8F',
];

const inLines = (base64: string) => base64.match(/.{1,76}/g) ?? [];

const HEAD = [
  'From: Circuit Orders <circuit-orders@retail.example>',
  'To: Dana Ruiz <dana@retail.example>,',
  '\t=?UTF-8?Q?Lee_O=E2=80=99Hare?= <lee@retail.example>',
  'Cc: ops@retail.example',
  'Subject: =?UTF-8?B?8J+bsO+4jyBDaXJjdWl0IHLDqXNlcnbDqQ==?=',
  ' =?UTF-8?Q?_for_TXH_97?=',
  `Message-ID:\r\n ${MESSAGE_ID}`,
  'X-Order: CO-2026-000123',
  'Auto-Submitted: auto-generated',
  'MIME-Version: 1.0',
];

/** The mail of most tests, its headers changed by `change`; lines as they are, ends CRLF. */
export function aMime(change: (head: string[]) => string[] = (head) => head): string {
  return [
    ...change(HEAD),
    'Content-Type: multipart/alternative;',
    ' boundary="--part_of_it"',
    '',
    '----part_of_it',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    ...quotedPrintable,
    '----part_of_it',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...inLines(Buffer.from(HTML).toString('base64')),
    '----part_of_it--',
    '',
  ].join('\r\n');
}

/** A mail of one part. */
export const aPlainMime = (type: string, body: string) =>
  [...HEAD, `Content-Type: ${type}; charset=utf-8`, '', body, ''].join('\r\n');

export const without = (name: string) => (head: string[]) =>
  head.filter((line) => !line.startsWith(`${name}:`));

export const toBase64 = (mime: string) => Buffer.from(mime).toString('base64');
