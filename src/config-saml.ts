/** The settings of staff's sign-in by SAML 2.0, as in Skolfederation. Read by `config.ts` alone. */
import { z } from 'zod';

export const samlSettings = {
  /** A file with the identity provider's metadata. Without it nobody signs in by SAML. */
  BRYGGAN_SAML_IDP_METADATA_FILE: z.string().min(1).optional(),
  /** Which of the file's identity providers it is, where it has several. */
  BRYGGAN_SAML_IDP_ENTITY_ID: z.string().min(1).optional(),
  /** What Bryggan is called; default `<PUBLIC_URL>/sign-in/saml/metadata`. */
  BRYGGAN_SAML_ENTITY_ID: z.string().min(1).optional(),
  /** The attribute that says who it is: eduPersonPrincipalName. */
  BRYGGAN_SAML_PERSON_ATTRIBUTE: z.string().min(1).default('urn:oid:1.3.6.1.4.1.5923.1.1.1.6'),
};

const shape = z.object(samlSettings);

export type SamlConfig = {
  /** What stands in the file, for `readIdpMetadata`. */
  metadata: string;
  idpEntityId: string | null;
  /** Null: made from the public address. */
  entityId: string | null;
  personAttribute: string;
};

/** Null: not set. Throws with the setting's name. */
export function readSaml(
  env: z.output<typeof shape>,
  readFile: (setting: string, file: string) => string,
): SamlConfig | null {
  const file = env.BRYGGAN_SAML_IDP_METADATA_FILE;
  if (file === undefined) return null;
  return {
    metadata: readFile('BRYGGAN_SAML_IDP_METADATA_FILE', file),
    idpEntityId: env.BRYGGAN_SAML_IDP_ENTITY_ID ?? null,
    entityId: env.BRYGGAN_SAML_ENTITY_ID ?? null,
    personAttribute: env.BRYGGAN_SAML_PERSON_ATTRIBUTE,
  };
}
