/** Addresses of style sheets and scripts, as `api/web/assets.ts` serves them. */
export type AssetUrls = { styles: readonly string[]; scripts: readonly string[]; icon: string };
