import type { CredentialJson } from "~/client/contract/securityEndpoints";

/** The person closed the browser's own question, or let it pass. */
export class NotAnswered extends Error {}

/** Whether this browser makes and proves passkeys here: it does over https, and on this very machine. */
export function hasPasskeys(): boolean {
  return "PublicKeyCredential" in window && "parseCreationOptionsFromJSON" in PublicKeyCredential;
}

/** Let the device make a key. Throws `NotAnswered`. */
export async function makePasskey(options: CredentialJson): Promise<CredentialJson> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as unknown as PublicKeyCredentialCreationOptionsJSON);
  return answered(() => navigator.credentials.create({ publicKey }));
}

/** Let the device prove one of its keys. Throws `NotAnswered`. */
export async function provePasskey(options: CredentialJson): Promise<CredentialJson> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as unknown as PublicKeyCredentialRequestOptionsJSON);
  return answered(() => navigator.credentials.get({ publicKey }));
}

async function answered(ask: () => Promise<Credential | null>): Promise<CredentialJson> {
  try {
    const credential = await ask();
    if (credential instanceof PublicKeyCredential) return credential.toJSON() as unknown as CredentialJson;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    throw new NotAnswered(error.name, { cause: error });
  }
  throw new NotAnswered("none");
}
