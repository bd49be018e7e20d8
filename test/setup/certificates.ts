/** Certificates for a test, made by openssl: an authority, a server, a client, and another authority that nobody trusts. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

export type Certificate = { crt: string; key: string };

export type Certificates = {
  folder: string;
  /** Files. */
  authority: Certificate;
  otherAuthority: Certificate;
  /** For `localhost` and 127.0.0.1. */
  server: Certificate;
  /** By the same authority, for a host of another name. */
  elsewhere: Certificate;
  client: Certificate;
  clientOfOther: Certificate;
  remove(): Promise<void>;
};

export const makeCertificates = async (): Promise<Certificates> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'bryggan-certificates-'));
  const openssl = async (...args: string[]) => {
    await promisify(execFile)('openssl', args, { cwd: folder }).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`openssl is needed for this test: ${why}`);
    });
  };
  const at = (name: string): Certificate => ({
    crt: path.join(folder, `${name}.crt`),
    key: path.join(folder, `${name}.key`),
  });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const authority = async (name: string) => {
    const made = at(name);
    const files = ['-keyout', made.key, '-out', made.crt];
    const what = ['-days', '2', '-subj', `/CN=${name}`, '-addext', 'basicConstraints=critical,CA:TRUE'];
    await openssl('req', '-x509', ...newKey, ...files, ...what, '-addext', 'keyUsage=critical,keyCertSign');
    return made;
  };
  const signed = async (name: string, by: Certificate, extensions: string) => {
    const made = at(name);
    const request = path.join(folder, `${name}.csr`);
    const extended = path.join(folder, `${name}.ext`);
    await writeFile(extended, extensions);
    await openssl('req', ...newKey, '-keyout', made.key, '-out', request, '-subj', `/CN=${name}`);
    const chain = ['-CA', by.crt, '-CAkey', by.key, '-CAcreateserial', '-days', '2', '-extfile', extended];
    await openssl('x509', '-req', '-in', request, '-out', made.crt, ...chain);
    return made;
  };
  const ours = await authority('authority');
  const other = await authority('other-authority');
  const named = (names: string) => `subjectAltName=${names}\nextendedKeyUsage=serverAuth,clientAuth\n`;
  return {
    folder,
    authority: ours,
    otherAuthority: other,
    server: await signed('server', ours, named('DNS:localhost,IP:127.0.0.1')),
    elsewhere: await signed('elsewhere', ours, named('DNS:elsewhere.example')),
    client: await signed('client', ours, 'extendedKeyUsage=clientAuth\n'),
    clientOfOther: await signed('client-of-other', other, 'extendedKeyUsage=clientAuth\n'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
