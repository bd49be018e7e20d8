/** `npm run sbom -- bryggan.cdx.json`: what the product is made of, as CycloneDX, judged by the standard's own schema. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { z } from 'zod';

const file = process.argv[2] ?? 'bryggan.cdx.json';
const asked = [
  'sbom',
  '--sbom-format=cyclonedx',
  '--sbom-type=application',
  '--omit=dev',
  '--package-lock-only',
];
const told = execFileSync('npm', asked, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

const shape = z.looseObject({
  specVersion: z.literal('1.5'),
  metadata: z.looseObject({ component: z.looseObject({ name: z.string() }) }),
  components: z.array(z.unknown()).min(1),
});
const bom = shape.parse(JSON.parse(told));
// npm calls it by its folder.
bom.metadata.component.name = 'bryggan';
const text = `${JSON.stringify(bom, null, 2)}\n`;

const wrong = await new Validation.JsonStrictValidator(Spec.Version.v1dot5).validate(text);
if (wrong !== null) {
  console.error(`the bill of materials isn't CycloneDX 1.5: ${JSON.stringify(wrong)}`);
  process.exitCode = 1;
} else {
  writeFileSync(file, text);
  console.log(`${file}: CycloneDX 1.5, ${bom.components.length} components`);
}
