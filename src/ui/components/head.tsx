/** The head of a page: the way back to what it belongs to, and its own name. */
export const Head = ({ back, title }: { back: { href: string; label: string }; title: string }) => (
  <>
    <p>
      <a class="ds-link" href={back.href}>
        {back.label}
      </a>
    </p>
    <h1 class="ds-heading" data-size="lg">
      {title}
    </h1>
  </>
);
