// Comfort for those whose browser runs scripts; every page works without.

// After a refusal the errors get focus, so that a screen reader begins there.
document.querySelector('#errors')?.focus();

// An open page follows its case: reloaded when something changed, unless somebody is writing on it.
const live = document.body.dataset.live;
if (live) {
  const changes = new EventSource(live);
  changes.addEventListener('changed', () => {
    const writing = document.querySelector('main form.stack, main form textarea') !== null;
    if (writing) document.querySelector('#changed')?.removeAttribute('hidden');
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
