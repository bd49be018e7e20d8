import type { FormCall } from '../form.ts';

/** From a form of a case to the case. */
export const backToCase = ({ params, ui, granted }: FormCall): { href: string; label: string } => ({
  href: `/cases/${params['id']}`,
  label: ui.t('day.case', { number: granted.case?.number ?? '' }),
});
