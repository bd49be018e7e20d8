/** The menu, in its order. A place is shown to those whose role may ever do its action, or to these roles alone. */
import type { Action } from '../../domain/permissions.ts';
import type { TextKey } from '../../texts/text.ts';
import type { UiRole } from '../../ui/ui.ts';

type Label = Extract<TextKey, `menu.${string}`>;
type Place = { href: string; label: Label; action: Action; roles?: readonly UiRole[] };

export const menu: readonly Place[] = [
  { href: '/', label: 'menu.myDay', action: 'case.list' },
  { href: '/team', label: 'menu.team', action: 'team.read' },
  { href: '/cases', label: 'menu.cases', action: 'case.list' },
  { href: '/calendar', label: 'menu.calendar', action: 'case.list' },
  { href: '/classes', label: 'menu.classes', action: 'weeklyReview.do' },
  { href: '/eht', label: 'menu.eht', action: 'eht.read', roles: ['pupilHealth', 'rector'] },
  { href: '/year-wheel', label: 'menu.wheel', action: 'yearWheel.do', roles: ['pupilHealth', 'rector'] },
  { href: '/directory', label: 'menu.places', action: 'list.read', roles: ['pupilHealth', 'coordinator'] },
  {
    href: '/surveys',
    label: 'menu.surveys',
    action: 'survey.hand',
    roles: ['pupilHealth', 'rector', 'mentor', 'coordinator'],
  },
  { href: '/remit', label: 'menu.remit', action: 'list.read', roles: ['coordinator', 'guardian', 'pupil'] },
  { href: '/deputies', label: 'menu.deputies', action: 'deputy.read', roles: ['coordinator'] },
  { href: '/order', label: 'menu.order', action: 'case.open', roles: ['rector'] },
  { href: '/orders/external/new', label: 'menu.externalOrder', action: 'order.external' },
  { href: '/statistics', label: 'menu.statistics', action: 'statistics.read' },
  { href: '/imports', label: 'menu.imports', action: 'import.read', roles: ['registrar'] },
  { href: '/roles', label: 'menu.roles', action: 'people.giveRoles', roles: ['registrar'] },
  { href: '/registry', label: 'menu.registry', action: 'registry.public' },
  { href: '/read-log', label: 'menu.readLog', action: 'readLog.review' },
  { href: '/retention', label: 'menu.retention', action: 'retention.read', roles: ['registrar'] },
  { href: '/settings', label: 'menu.settings', action: 'settings.read' },
];
