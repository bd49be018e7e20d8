/** A checklist to have beside the fields. */
import type { FormGuide } from './spec.ts';

export const Guide = ({ guide }: { guide: FormGuide }) => (
  <details class="guide" open={guide.closed !== true}>
    <summary>{guide.title}</summary>
    {guide.intro !== undefined && <p class="ds-paragraph">{guide.intro}</p>}
    {guide.parts.map(({ heading, points }) => (
      <div key={heading}>
        <p class="guide__heading">{heading}</p>
        <ul>
          {points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </div>
    ))}
    {guide.links !== undefined && guide.links.length > 0 && (
      <ul>
        {guide.links.map(({ href, label }) => (
          <li key={href}>
            <a class="ds-link" href={href}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    )}
  </details>
);
