/** A list of links. */
export const Links = ({ links }: { links: readonly { href: string; label: string }[] }) => (
  <ul class="ds-list">
    {links.map(({ href, label }) => (
      <li key={href}>
        <a class="ds-link" href={href}>
          {label}
        </a>
      </li>
    ))}
  </ul>
);
