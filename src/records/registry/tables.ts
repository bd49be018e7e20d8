/** The register's tables, as Kysely sees them: see migration 0040. */
import type { ColumnType } from 'kysely';
import type { SecrecyTag } from '../../domain/documents/document.ts';
import type { RegistryDirection, RegistryKind, RegistryParty } from '../../domain/registry/entry.ts';
import type { RetentionRuleId } from '../../domain/retention/rules.ts';
import type { LocalDate } from '../../domain/time.ts';

/** Added to, never changed: the database refuses it. */
type Once<T> = ColumnType<T, T, never>;

export interface RegistryTables {
  /** The last number that a year's series has given. */
  registry_series: { year: number; last: number };
  registry_entry: {
    year: Once<number>;
    running: Once<number>;
    case_id: Once<string>;
    source: Once<string>;
    direction: Once<RegistryDirection>;
    kind: Once<RegistryKind>;
    party: Once<RegistryParty | null>;
    secrecy: Once<SecrecyTag>;
    rule: Once<RetentionRuleId>;
    on_date: Once<LocalDate>;
    registered_on: Once<LocalDate>;
    registered_by: Once<string | null>;
    note_id: Once<string | null>;
  };
}
