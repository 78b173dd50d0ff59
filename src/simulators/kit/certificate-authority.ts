import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import forge from 'node-forge';

/** A private certificate authority for simulators that speak https on loopback. */
export interface CertificateAuthority {
  caPem: string;
  /** Where a client finds the authority's certificate. */
  caFile: string;
  /** Key and certificate for `localhost` and `127.0.0.1`. */
  server: { key: string; cert: string };
}

const YEARS = 10;

function subject(commonName: string) {
  return [
    { name: 'commonName', value: commonName },
    { name: 'organizationName', value: 'circuit-orders simulators' },
  ];
}

function newCertificate(publicKey: forge.pki.PublicKey, serial: string): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKey;
  certificate.serialNumber = serial;
  certificate.validity.notBefore = new Date(Date.now() - 86_400_000);
  certificate.validity.notAfter = new Date(Date.now() + YEARS * 365 * 86_400_000);
  return certificate;
}

function issue(): { ca: string; key: string; cert: string } {
  const caKeys = forge.pki.rsa.generateKeyPair(2048);
  const ca = newCertificate(caKeys.publicKey, '01');
  ca.setSubject(subject('Simulator authority'));
  ca.setIssuer(subject('Simulator authority'));
  ca.setExtensions([
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  ]);
  ca.sign(caKeys.privateKey, forge.md.sha256.create());

  const keys = forge.pki.rsa.generateKeyPair(2048);
  const cert = newCertificate(keys.publicKey, '02');
  cert.setSubject(subject('localhost'));
  cert.setIssuer(subject('Simulator authority'));
  cert.setExtensions([
    { name: 'basicConstraints', cA: false },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
    { name: 'extKeyUsage', serverAuth: true },
    {
      name: 'subjectAltName',
      altNames: [
        { type: 2, value: 'localhost' },
        { type: 7, ip: '127.0.0.1' },
      ],
    },
  ]);
  cert.sign(caKeys.privateKey, forge.md.sha256.create());
  return {
    ca: forge.pki.certificateToPem(ca),
    key: forge.pki.privateKeyToPem(keys.privateKey),
    cert: forge.pki.certificateToPem(cert),
  };
}

/** Reads the authority kept in `folder`, or makes one there (about a second, once). */
export function openCertificateAuthority(folder: string): CertificateAuthority {
  const file = (name: string) => join(folder, name);
  if (!existsSync(file('server.crt'))) {
    mkdirSync(folder, { recursive: true });
    const made = issue();
    writeFileSync(file('ca.crt'), made.ca);
    writeFileSync(file('server.key'), made.key, { mode: 0o600 });
    writeFileSync(file('server.crt'), made.cert);
  }
  const read = (name: string) => readFileSync(file(name), 'utf8');
  return {
    caPem: read('ca.crt'),
    caFile: file('ca.crt'),
    server: { key: read('server.key'), cert: read('server.crt') },
  };
}
