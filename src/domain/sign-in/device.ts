/** Roughly what somebody signed in from, so that they know it again in a list: no more of it is kept. */

export const browsers = ['edge', 'firefox', 'chrome', 'safari', 'other'] as const;
export const systems = ['windows', 'android', 'ios', 'mac', 'chromeos', 'linux', 'other'] as const;

export type Device = { browser: (typeof browsers)[number]; system: (typeof systems)[number] };

/** In order: Edge and Chrome call themselves Safari too, an iPhone's Chrome calls itself CriOS. */
const browserMarks: readonly [RegExp, Device['browser']][] = [
  [/\b(Edg|EdgA|EdgiOS)\//, 'edge'],
  [/\b(Firefox|FxiOS)\//, 'firefox'],
  [/\b(Chrome|CriOS)\//, 'chrome'],
  [/\bSafari\//, 'safari'],
];

const systemMarks: readonly [RegExp, Device['system']][] = [
  [/\bAndroid\b/, 'android'],
  [/\b(iPhone|iPad|iPod)\b/, 'ios'],
  [/\bWindows\b/, 'windows'],
  [/\bMac OS X\b/, 'mac'],
  [/\bCrOS\b/, 'chromeos'],
  [/\bLinux\b/, 'linux'],
];

/** Reads the header `User-Agent`; what isn't known is `other`. */
export function deviceOf(userAgent: string | undefined): Device {
  const said = (userAgent ?? '').slice(0, 500);
  return {
    browser: browserMarks.find(([mark]) => mark.test(said))?.[1] ?? 'other',
    system: systemMarks.find(([mark]) => mark.test(said))?.[1] ?? 'other',
  };
}
