/** The ways in which a page must hold besides the usual one: they change how it is drawn, never what it is. */
import type { Page } from 'playwright-core';

type Media = NonNullable<Parameters<Page['emulateMedia']>[0]>;
type Size = { width: number; height: number; deviceScaleFactor: number };
type Mode = { media?: Media; size?: Size };

const modes: Readonly<Record<string, Mode>> = {
  'in the dark': { media: { colorScheme: 'dark' } },
  'in forced colours': { media: { forcedColors: 'active' } },
  'at 320 pixels': { size: { width: 320, height: 640, deviceScaleFactor: 1 } },
  // As enlarged: half as many pixels, of twice the size.
  'at 200 %': { size: { width: 640, height: 360, deviceScaleFactor: 2 } },
};

/** Shows the open page in each mode in turn, without asking for it anew, and afterwards as it was. */
export async function inEachMode(page: Page, look: (mode: string) => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const asItWas: Size = { width: 1280, height: 720, deviceScaleFactor: 1, ...page.viewportSize() };
  const show = async ({ media = {}, size = asItWas }: Mode) => {
    await page.emulateMedia({ colorScheme: null, forcedColors: null, ...media });
    await session.send('Emulation.setDeviceMetricsOverride', { ...size, mobile: false });
  };
  for (const [name, mode] of Object.entries(modes)) {
    await show(mode);
    await look(name);
  }
  await show({});
  await session.detach();
}
