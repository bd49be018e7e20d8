// Comfort for those whose browser runs scripts; every page works without.

// After a refusal the errors get focus, so that a screen reader begins there.
document.querySelector('#errors')?.focus();

// What is typed is kept as one types, until the form is sent: nothing is told after that.
let leaving = false;
globalThis.addEventListener('submit', () => (leaving = true));
globalThis.addEventListener('pageshow', () => (leaving = false));
document.addEventListener('htmx:beforeRequest', (event) => {
  if (leaving) event.preventDefault();
});

// An open page follows its case: reloaded when something changed, unless somebody is writing on it, or is somewhere
// on it with the keyboard and would lose their place.
const live = document.body.dataset.live;
if (live) {
  const changes = new EventSource(live);
  changes.addEventListener('changed', () => {
    const writing = document.querySelector('main form.stack, main form textarea') !== null;
    const within = document.querySelector('main')?.contains(document.activeElement) ?? false;
    if (writing || within) document.querySelector('#changed')?.removeAttribute('hidden');
    else globalThis.location.reload();
  });
  globalThis.addEventListener('pagehide', () => changes.close());
}

// In EHT's room one key hides the names, and they stay hidden in this tab until it is pressed again.
const room = document.querySelector('.room');
if (room) {
  const kept = 'names-hidden';
  if (globalThis.sessionStorage.getItem(kept) !== null) room.classList.add(kept);
  globalThis.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    if (room.dataset.names === 'out') {
      globalThis.location.assign(room.querySelector('[data-hide-names]').href);
    } else if (room.classList.toggle(kept)) globalThis.sessionStorage.setItem(kept, '');
    else globalThis.sessionStorage.removeItem(kept);
  });
}
